/** What belongs to this device and not to the person: on or off, kept by the browser, the same in all its tabs. */
import { useSyncExternalStore } from 'react'

export interface DeviceSetting {
  readonly isOn: () => boolean
  readonly set: (isOn: boolean) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Kept as a word while it is on, and as nothing while it is not: off is how it begins. */
export function createDeviceSetting(key: string, word = 'on', onChange?: (isOn: boolean) => void): DeviceSetting {
  const listeners = new Set<() => void>()
  let unkept: boolean | undefined
  const isOn = () => {
    if (unkept !== undefined) return unkept
    try {
      return localStorage.getItem(key) === word
    } catch {
      return false
    }
  }
  const tell = () => {
    onChange?.(isOn())
    for (const listener of listeners) listener()
  }
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key === key) tell()
  }
  return {
    isOn,
    set(next) {
      try {
        if (next) localStorage.setItem(key, word)
        else localStorage.removeItem(key)
      } catch {
        // storage can be forbidden; it lasts as long as the page
        unkept = next
      }
      tell()
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', fromOtherTab)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) window.removeEventListener('storage', fromOtherTab)
      }
    },
  }
}

export const useDeviceSetting = ({ isOn, subscribe }: DeviceSetting): boolean => useSyncExternalStore(subscribe, isOn)
