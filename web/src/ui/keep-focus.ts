/**
 * In a dialog a button that can be pressed no more loses the focus, and keys, Escape among them, would reach nothing. The
 * dialog takes it then.
 */
export function keepFocus(dialog: HTMLElement | null): (() => void) | undefined {
  if (dialog === null) return undefined
  const observer = new MutationObserver(() => {
    // some browsers have noticed by now
    if (document.activeElement?.matches('body, :disabled')) dialog.focus()
  })
  observer.observe(dialog, { subtree: true, attributeFilter: ['disabled'] })
  return () => observer.disconnect()
}
