/** Whether the browser would install the console as an app, and how it is asked to. */
import { useSyncExternalStore } from 'react'

/** Not in every browser, and so not among the page's types. */
interface InstallOffer extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

let offer: InstallOffer | undefined
const listeners = new Set<() => void>()
const tell = (next: InstallOffer | undefined) => {
  offer = next
  for (const listener of listeners) listener()
}

/** Browsers say it once and soon, so someone has to listen from the start. */
export function listenForInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    tell(event as InstallOffer)
  })
  window.addEventListener('appinstalled', () => tell(undefined))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Nothing where the browser has not offered it: it cannot, it was refused, or it is installed. */
export const useInstallOffer = () => useSyncExternalStore(subscribe, () => offer)

/** Only once for each offer. */
export async function installApp(): Promise<boolean> {
  const asked = offer
  tell(undefined)
  return (await asked?.prompt())?.outcome === 'accepted'
}

/** Is this window the installed app? */
export const isInstalledApp = (): boolean =>
  ['standalone', 'window-controls-overlay', 'minimal-ui'].some(
    (mode) => window.matchMedia(`(display-mode: ${mode})`).matches,
  )
