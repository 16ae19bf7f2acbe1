/** Which columns of a table somebody shows: remembered with their preferences, or for as long as the page is there. */
import { useSyncExternalStore } from 'react'
import { usePreferences, useRemember } from './preferences.ts'

export interface ColumnChoice {
  /** A column that comes with a new version is seen: what is kept are the hidden ones. */
  readonly hidden: readonly string[]
  readonly hide: (hidden: readonly string[]) => void
  readonly isKept: boolean
}

const nothing: readonly string[] = []

/** What is not kept, by the table's name: also its other tabs and its export go by it. */
let here: Readonly<Record<string, readonly string[]>> = {}
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useColumnChoice(table: string): ColumnChoice {
  const { keepTableColumns: isKept, tableColumns } = usePreferences()
  const remember = useRemember()
  const unkept = useSyncExternalStore(subscribe, () => here)
  return {
    isKept,
    hidden: (isKept ? tableColumns : unkept)[table] ?? nothing,
    hide(hidden) {
      if (isKept) return void remember({ tableColumns: { [table]: [...hidden] } })
      here = { ...here, [table]: hidden }
      for (const listener of listeners) listener()
    },
  }
}
