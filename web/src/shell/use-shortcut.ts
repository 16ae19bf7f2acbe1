import { useEffect } from 'react'
import { usePreferences } from '../parts/preferences.ts'
import { isAlone, isOfKey } from './shortcut-key.ts'

const isMac = /mac/i.test(navigator.platform)
/** What is open stays alone. */
export const opened = '[role=dialog], [role=alertdialog], [role=menu]'
const takesText = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])'

/**
 * A single key that acts anywhere on the page, but not while someone types or a dialog is open, unless it is `forOpen`:
 * of that dialog itself. Who speaks to the computer, or presses keys by chance, turns such keys off (WCAG 2.1.4).
 */
export function useShortcut(key: string, act: () => void, forOpen = false): void {
  const { singleKeyShortcuts } = usePreferences()
  useKey((event, isIn) => {
    if (!singleKeyShortcuts || !isOfKey(event, key) || !isAlone(event, isMac)) return false
    // a terminal has its keys for itself
    return !isIn(takesText) && (forOpen || !isIn(`${opened}, .xterm`))
  }, act)
}

/** A key that acts anywhere on the page where it is meant so; `isIn`: it was pressed within such an element. */
export function useKey(
  isMeant: (event: KeyboardEvent, isIn: (selectors: string) => boolean) => boolean,
  act: () => void,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as Element | null
      const isIn = (selectors: string) => Boolean(target?.closest?.(selectors))
      if (event.defaultPrevented || !isMeant(event, isIn)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
}
