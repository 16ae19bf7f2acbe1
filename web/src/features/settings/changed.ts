/** What of the preferences is not as it is for somebody new, and what makes it so again. */
import { initialPreferences } from '@berth/contract/initial-preferences.ts'
import type { Preferences } from '@berth/contract/preferences.ts'

export type PreferenceName = Exclude<keyof Preferences, 'workspace' | 'project'>

export function isChanged(preferences: Preferences, name: PreferenceName): boolean {
  if (name === 'tableColumns') return Object.values(preferences.tableColumns).some((hidden) => hidden.length > 0)
  const [now, first] = [preferences[name], initialPreferences[name]]
  if (Array.isArray(now) && Array.isArray(first)) return now.toSorted().join('\n') !== first.toSorted().join('\n')
  return now !== first
}

export function resetOf(preferences: Preferences, names: readonly PreferenceName[]): Partial<Preferences> {
  const initial = names.map((name) => [name, initialPreferences[name]])
  // tables that are not named would stay as they are
  const tables = Object.keys(preferences.tableColumns).map((table) => [table, []])
  return {
    ...Object.fromEntries(initial),
    ...(names.includes('tableColumns') ? { tableColumns: Object.fromEntries(tables) } : {}),
  }
}
