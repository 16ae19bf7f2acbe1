/** Messages of this device (6.2): the browser is asked, and where it does not let us the switch says why. */
import { useEffect, useState } from 'react'
import { desktopNotifications } from '../../parts/desktop-notifications.ts'
import { useDeviceSetting } from '../../parts/device-setting.ts'
import { Notice } from '../../ui/notice.tsx'
import { Switch } from '../../ui/switch.tsx'
import { askForDesktop, useDesktopPermission } from './desktop-permission.ts'
import type { DesktopPermission } from './desktop-permission.ts'
import { usePreferenceWords } from './preference-texts.ts'

export function DesktopNotificationRow() {
  const words = usePreferenceWords().t.desktop
  const isWanted = useDeviceSetting(desktopNotifications)
  const permission = useDesktopPermission()
  const [answer, setAnswer] = useState<DesktopPermission>()
  const isOn = isWanted && permission === 'granted'
  // taken back in the browser's own settings since
  const isTaken = isWanted && !isOn
  useEffect(() => {
    if (!isTaken) return
    desktopNotifications.set(false)
    setAnswer(permission)
  }, [isTaken, permission])
  const turn = async (next: boolean) => {
    setAnswer(undefined)
    if (!next) return desktopNotifications.set(false)
    const given = await askForDesktop().catch((): DesktopPermission => 'unsupported')
    if (given === 'granted') desktopNotifications.set(true)
    else setAnswer(given)
  }
  const why = { granted: undefined, default: words.dismissed, denied: words.denied, unsupported: words.unsupported }
  const said = answer === undefined ? undefined : why[answer]
  return (
    <>
      <Switch label={words.label} help={words.help} isOn={isOn} onChange={(next) => void turn(next)} />
      {said !== undefined && <Notice tone="warn">{said}</Notice>}
    </>
  )
}
