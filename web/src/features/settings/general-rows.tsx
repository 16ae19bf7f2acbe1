/** Rows of the tab General that are a control and nothing more. */
import { densities, themes } from '@berth/contract/initial-preferences.ts'
import { languageChoices, languageNames, languageOf } from '@berth/contract/texts/language.ts'
import { useLanguage } from '../../texts/app-texts.ts'
import { chooseTheme } from '../../theme/theme.ts'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { usePreferenceWords } from './preference-texts.ts'
import styles from './preferences.module.css'
import { useSetting } from './use-setting.ts'

export function CompactSidebarRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <Switch
      label={t.compactSidebar}
      help={t.compactSidebarHelp}
      isOn={preferences.compactSidebar}
      onChange={(compactSidebar) => change({ compactSidebar })}
    />
  )
}

export function LanguageRow() {
  const { t } = usePreferenceWords()
  const { choice, choose } = useLanguage()
  const { change } = useSetting()
  const system = languageNames[languageOf(navigator.languages)]
  return (
    <div className={styles.choiceOfOne}>
      <Select
        label={t.language}
        help={t.languageHelp}
        value={choice}
        items={languageChoices.map((id) => ({
          id,
          label: id === 'system' ? t.languageSystem({ name: system }) : languageNames[id],
        }))}
        onChange={(language) => {
          void choose(language).catch(() => undefined)
          change({ language })
        }}
      />
    </div>
  )
}

export function AutoLogoutRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <Switch
      label={t.autoLogout}
      help={t.autoLogoutHelp}
      isOn={preferences.autoLogout}
      onChange={(autoLogout) => change({ autoLogout })}
    />
  )
}

export function ThemeRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <div className={styles.choiceOfOne}>
      <Select
        label={t.theme}
        help={t.themeHelp}
        value={preferences.theme}
        items={themes.map((id) => ({ id, label: t.themes[id] }))}
        onChange={(theme) => {
          chooseTheme(theme)
          change({ theme })
        }}
      />
    </div>
  )
}

export function DensityRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <div className={styles.choiceOfOne}>
      <Select
        label={t.density}
        help={t.densityHelp}
        value={preferences.density}
        items={densities.map((id) => ({ id, label: t.densities[id] }))}
        onChange={(density) => change({ density })}
      />
    </div>
  )
}

export function SingleKeysRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <Switch
      label={t.singleKeys}
      help={t.singleKeysHelp}
      isOn={preferences.singleKeyShortcuts}
      onChange={(singleKeyShortcuts) => change({ singleKeyShortcuts })}
    />
  )
}

export function KeepColumnsRow() {
  const { t } = usePreferenceWords()
  const { preferences, change } = useSetting()
  return (
    <Switch
      label={t.keepColumns}
      help={t.keepColumnsHelp}
      isOn={preferences.keepTableColumns}
      onChange={(keepTableColumns) => change({ keepTableColumns })}
    />
  )
}

export function ChosenColumnsRow() {
  const { t } = usePreferenceWords()
  const { preferences } = useSetting()
  const count = Object.values(preferences.tableColumns).filter((hidden) => hidden.length > 0).length
  return (
    <div>
      <p className={styles.label}>{t.chosenColumns}</p>
      <p className={styles.help}>{t.chosenColumnsHelp({ count })}</p>
    </div>
  )
}
