/** Whether the sidebar is narrowed to icons; a choice of this device. */
import { useState } from 'react'

const key = 'berth.sidebar'

const stored = () => {
  try {
    return localStorage.getItem(key) === 'narrow'
  } catch {
    return false
  }
}

export function useSidebarWidth() {
  const [isNarrow, setNarrow] = useState(stored)
  const toggle = () =>
    setNarrow((was) => {
      try {
        localStorage.setItem(key, was ? 'wide' : 'narrow')
      } catch {
        // storage can be forbidden; the choice then lasts as long as the page
      }
      return !was
    })
  return { isNarrow, toggle }
}
