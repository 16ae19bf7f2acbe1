/** Entries that are not as they are for somebody new, here or on this device. */
import { useSyncExternalStore } from 'react'
import { usePreferences } from '../../parts/preferences.ts'
import { isChanged } from './changed.ts'
import { entries } from './entries.ts'
import type { PreferenceEntry } from './entries.ts'

const devices = entries.flatMap(({ device }) => device ?? [])

const subscribe = (listener: () => void) => {
  const ends = devices.map((device) => device.subscribe(listener))
  return () => {
    for (const end of ends) end()
  }
}

export function useChangedEntries(): readonly PreferenceEntry[] {
  const preferences = usePreferences()
  // as text, so that it is the same as long as nothing changes
  const onHere = useSyncExternalStore(subscribe, () => devices.map((device) => (device.isOn() ? '1' : '0')).join(''))
  return entries.filter(({ preferences: names = [], device }) => {
    if (device !== undefined) return onHere[devices.indexOf(device)] === '1'
    return names.some((name) => isChanged(preferences, name))
  })
}
