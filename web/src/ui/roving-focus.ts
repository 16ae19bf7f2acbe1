import type { KeyboardEvent } from 'react'

const steps = {
  vertical: { ArrowDown: 1, ArrowUp: -1 },
  horizontal: { ArrowRight: 1, ArrowLeft: -1 },
} as const

/** Arrows, Home and End move the focus among items, around the end; returns where it went. */
export function focusByKey<Item extends HTMLElement>(
  event: KeyboardEvent,
  items: readonly Item[],
  direction: keyof typeof steps,
): Item | undefined {
  const at = items.findIndex((item) => item === document.activeElement)
  const step = (steps[direction] as Readonly<Record<string, number>>)[event.key]
  let next: Item | undefined
  if (step !== undefined) next = items.at((at + step) % items.length)
  else if (event.key === 'Home') next = items[0]
  else if (event.key === 'End') next = items.at(-1)
  if (next === undefined) return undefined
  event.preventDefault()
  next.focus()
  return next
}
