/**
 * Light, dark, or as the system says; and how close things stand together. Preferences of whoever is signed in, and
 * this device keeps a copy of the theme for the pages before that. `before-paint.js` in the page's head does the same
 * before anything is drawn.
 */
import { themes } from '@berth/contract/initial-preferences.ts'
import type { Density, Theme } from '@berth/contract/initial-preferences.ts'
import { useSyncExternalStore } from 'react'

export { themes }
export type { Theme }

const key = 'berth.theme'
const listeners = new Set<() => void>()

export const themeOf = (stored: string | null): Theme => themes.find((theme) => theme === stored) ?? 'system'

/** Read where it is shown, so that nothing else has to remember it. */
function currentTheme(): Theme {
  return themeOf(document.documentElement.dataset['theme'] ?? null)
}

function show(theme: Theme) {
  if (theme === currentTheme()) return
  document.documentElement.dataset['theme'] = theme
  for (const listener of listeners) listener()
}

export function chooseTheme(theme: Theme): void {
  show(theme)
  try {
    localStorage.setItem(key, theme)
  } catch {
    // storage can be forbidden; the choice then lasts as long as the page
  }
}

export function showDensity(density: Density): void {
  document.documentElement.dataset['density'] = density
}

/** Choices made in other tabs arrive too. */
function subscribe(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key === key) show(themeOf(event.newValue))
  }
  listeners.add(listener)
  window.addEventListener('storage', fromOtherTab)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', fromOtherTab)
  }
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, currentTheme)
