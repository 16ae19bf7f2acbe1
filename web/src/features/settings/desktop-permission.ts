/** Whether the browser lets this device show messages of its own. */
import { useSyncExternalStore } from 'react'

/** `default`: the browser has not been told; `unsupported`: it cannot, or not for this page. */
export type DesktopPermission = NotificationPermission | 'unsupported'

const desktopPermission = (): DesktopPermission =>
  'Notification' in window && window.isSecureContext ? Notification.permission : 'unsupported'

/** Asks the person, where they have not answered yet. */
export async function askForDesktop(): Promise<DesktopPermission> {
  const permission = desktopPermission()
  return permission === 'default' ? Notification.requestPermission() : permission
}

/** It may be given or taken in the browser's own settings at any time. */
function subscribe(listener: () => void): () => void {
  const end = new AbortController()
  const watch = async () => {
    const status = await navigator.permissions.query({ name: 'notifications' })
    status.addEventListener('change', listener, { signal: end.signal })
  }
  watch().catch(() => undefined)
  return () => end.abort()
}

export const useDesktopPermission = (): DesktopPermission => useSyncExternalStore(subscribe, desktopPermission)
