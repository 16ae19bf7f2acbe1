/** Calls back when the page turns light or dark. */
export function watchTheme(change: () => void): Disposable {
  const observer = new MutationObserver(change)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] })
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', change)
  return {
    [Symbol.dispose]() {
      observer.disconnect()
      system.removeEventListener('change', change)
    },
  }
}
