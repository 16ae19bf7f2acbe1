/**
 * What somebody chose on a page before sign-in: they meant it, so the console that they come to goes on with it and
 * makes it their preference. Kept by the tab alone, and taken once.
 */
import type { Preferences } from '@berth/contract/preferences.ts'

type Brought = Partial<Pick<Preferences, 'theme' | 'language'>>

const key = 'berth.brought'

export function bring(chosen: Brought): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...brought(), ...chosen }))
  } catch {
    // storage can be forbidden; the choice then ends with the page
  }
}

export function takeBrought(): Brought | undefined {
  const chosen = brought()
  try {
    sessionStorage.removeItem(key)
  } catch {
    // see above
  }
  return chosen
}

function brought(): Brought | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return typeof kept === 'object' && kept !== null ? kept : undefined
  } catch {
    return undefined
  }
}
