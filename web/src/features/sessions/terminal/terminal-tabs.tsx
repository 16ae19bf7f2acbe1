/** A small row of tabs; the panels live elsewhere and stay alive. */
import type { KeyboardEvent } from 'react'
import styles from './terminal.module.css'

export interface TerminalTabsProps {
  readonly label: string
  readonly items: readonly { readonly id: string; readonly label: string }[]
  readonly value: string | undefined
  readonly onChange: (id: string) => void
}

export function TerminalTabs({ label, items, value, onChange }: TerminalTabsProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = items.findIndex((item) => item.id === value)
    const next = items[(at + step + items.length) % items.length]
    if (next === undefined) return
    event.currentTarget.querySelector<HTMLElement>(`[data-id="${CSS.escape(next.id)}"]`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          data-id={item.id}
          aria-selected={item.id === value}
          aria-controls={`terminal-${item.id}`}
          tabIndex={item.id === value ? 0 : -1}
          className={styles.chip}
          title={item.label}
          onClick={() => onChange(item.id)}
        >
          {item.label}
        </button>
      ))}
    </div>
  )
}
