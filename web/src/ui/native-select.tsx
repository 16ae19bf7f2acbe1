import type { ReactNode } from 'react'
import { ChevronDownIcon } from './icons.tsx'
import styles from './select.module.css'

export interface NativeSelectProps<Id extends string> {
  readonly label: string
  readonly icon: ReactNode
  readonly value: Id
  readonly onChange: (id: Id) => void
  readonly items: readonly { readonly id: Id; readonly label: string; readonly lang?: string }[]
}

/** The browser's own list, small and quiet; for pages that load before React Aria. */
export function NativeSelect<Id extends string>({ label, icon, value, onChange, items }: NativeSelectProps<Id>) {
  return (
    <span className={styles.native}>
      {icon}
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as Id)}>
        {items.map((item) => (
          <option key={item.id} value={item.id} lang={item.lang}>
            {item.label}
          </option>
        ))}
      </select>
      <ChevronDownIcon size={12} />
    </span>
  )
}
