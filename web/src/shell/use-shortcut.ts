import { useEffect, useRef } from 'react'
import { usePreferences } from '../parts/preferences.ts'
import { isAlone, isOfKey } from './shortcut-key.ts'

const isMac = /mac/i.test(navigator.platform)
const takesText =
  'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=range], [type=file], [type=button])'
/** What is open is alone, and a terminal has its keys for itself. */
const apart = '[role="dialog"], [role="alertdialog"], [role="menu"], .xterm'

/**
 * A single key that acts anywhere on the page, but not while someone types or a dialog is open, unless it is `forOpen`:
 * of that dialog itself. Who speaks to the computer, or presses keys by chance, turns such keys off (WCAG 2.1.4).
 */
export function useShortcut(key: string, act: () => void, forOpen = false): void {
  const { singleKeyShortcuts } = usePreferences()
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (!singleKeyShortcuts) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isOfKey(event, key) || !isAlone(event, isMac)) return
      const target = event.target as Element | null
      if (target?.closest(takesText) || (!forOpen && target?.closest(apart))) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key, forOpen, singleKeyShortcuts])
}
