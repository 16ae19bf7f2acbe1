/** Rows of the tab Configuration that are a switch. */
import { useQuery } from '@tanstack/react-query'
import { siteOffersQuery } from '../../api/queries.ts'
import { useDeviceSetting } from '../../parts/device-setting.ts'
import { fixedScale } from '../../theme/fixed-scale.ts'
import { Switch } from '../../ui/switch.tsx'
import { usePreferenceWords } from './preference-texts.ts'
import { useSetting } from './use-setting.ts'

export function ShowHiddenRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <Switch
      label={t.showHidden}
      help={t.showHiddenHelp}
      isOn={preferences.showHiddenProjects}
      onChange={(showHiddenProjects) => change({ showHiddenProjects })}
    />
  )
}

export function HideExamplesRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <Switch
      label={t.hideExamples}
      help={t.hideExamplesHelp}
      isOn={preferences.hideExamples}
      onChange={(hideExamples) => change({ hideExamples })}
    />
  )
}

export function BlockScriptsRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  const isForced = useQuery(siteOffersQuery).data?.blockUserScripts ?? false
  return (
    <Switch
      label={t.blockScripts}
      help={isForced ? t.blockScriptsForced : t.blockScriptsHelp}
      isOn={isForced || preferences.blockUserScripts}
      isDisabled={isForced}
      onChange={(blockUserScripts) => change({ blockUserScripts })}
    />
  )
}

export function FixedScaleRow() {
  const { t } = usePreferenceWords()
  const isFixed = useDeviceSetting(fixedScale)
  return <Switch label={t.fixedScale} help={t.fixedScaleHelp} isOn={isFixed} onChange={fixedScale.set} />
}

export function HideTipsRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <Switch
      label={t.hideTips}
      help={t.hideTipsHelp}
      isOn={preferences.hideProTips}
      onChange={(hideProTips) => change({ hideProTips })}
    />
  )
}
