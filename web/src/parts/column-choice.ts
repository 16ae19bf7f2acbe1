/** Which columns of a table somebody shows: remembered with their preferences, or for as long as the page is there. */
import { useState } from 'react'
import { usePreferences, useRemember } from './preferences.ts'

export interface ColumnChoice {
  /** A column that comes with a new version is seen: what is kept are the hidden ones. */
  readonly hidden: readonly string[]
  readonly hide: (hidden: readonly string[]) => void
  readonly isKept: boolean
}

const nothing: readonly string[] = []

export function useColumnChoice(table: string): ColumnChoice {
  const { keepTableColumns: isKept, tableColumns } = usePreferences()
  const remember = useRemember()
  const [here, setHere] = useState(nothing)
  return {
    isKept,
    hidden: isKept ? (tableColumns[table] ?? nothing) : here,
    hide(hidden) {
      if (isKept) void remember({ tableColumns: { [table]: [...hidden] } })
      else setHere(hidden)
    },
  }
}
