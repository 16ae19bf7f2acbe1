import { useSyncExternalStore } from 'react'

/** The width below which a table is drawn as cards, without its header. */
export const cardsQuery = '(max-width: 767px)'

/** Does the media query hold now? For what differs by more than its looks; the rest is CSS. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
