/** The dialog of one's own account is opened from the user menu, the banner and the account page; the frame shows it. */
import { useSyncExternalStore } from 'react'

export type AccountPart = 'top' | 'password'

let open: AccountPart | undefined
const listeners = new Set<() => void>()

const become = (next: AccountPart | undefined) => {
  open = next
  for (const listener of listeners) listener()
}

export const openAccount = (part: AccountPart = 'top'): void => become(part)
export const closeAccount = (): void => become(undefined)

export const useOpenAccount = (): AccountPart | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
