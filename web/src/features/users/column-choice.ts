/** Which columns the table shows, remembered by this browser. */
import { useState } from 'react'

export const userColumns = [
  'email',
  'username',
  'fullName',
  'role',
  'workspaces',
  'projects',
  'policies',
  'twoFactor',
  'lastSignInAt',
  'createdAt',
] as const
export type UserColumn = (typeof userColumns)[number]

/** The row's title always stays. */
export const choosableColumns = userColumns.filter((column) => column !== 'email')

const key = 'berth.columns.users'

/** What is kept are the hidden ones, so that a column which comes with a new version is seen. */
function hiddenColumns(storage: Pick<Storage, 'getItem'>): readonly UserColumn[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? choosableColumns.filter((column) => kept.includes(column)) : []
  } catch {
    return []
  }
}

export function useColumnChoice() {
  const [hidden, setHidden] = useState(() => hiddenColumns(window.localStorage))
  return {
    shown: userColumns.filter((column) => !hidden.includes(column)),
    show(columns: readonly UserColumn[]) {
      const next = choosableColumns.filter((column) => !columns.includes(column))
      setHidden(next)
      try {
        window.localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // storage can be forbidden; the choice then lasts as long as the page
      }
    },
  }
}
