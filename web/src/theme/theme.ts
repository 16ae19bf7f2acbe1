/**
 * Light, dark, or as the system says; a choice of this device. `theme-before-paint.js` in the page's head does the
 * same before anything is drawn.
 */
import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'berth.theme'
const listeners = new Set<() => void>()

export const themeOf = (stored: string | null): Theme => themes.find((theme) => theme === stored) ?? 'system'

/** Read where it is shown, so that nothing else has to remember it. */
function currentTheme(): Theme {
  return themeOf(document.documentElement.dataset['theme'] ?? null)
}

function show(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  for (const listener of listeners) listener()
}

export function chooseTheme(theme: Theme): void {
  show(theme)
  try {
    if (theme === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
  } catch {
    // storage can be forbidden; the choice then lasts as long as the page
  }
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
