/** A few short words side by side, one of which holds. */
import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './choice.module.css'

export interface ChoiceItem<Id extends string> {
  readonly id: Id
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly isDisabled?: boolean
}

interface SegmentsProps<Id extends string> {
  readonly value: Id | undefined
  readonly onChange: (id: Id) => void
  readonly items: readonly ChoiceItem<Id>[]
  /** When nothing around it says what it chooses. */
  readonly label?: string
}

export function Segments<Id extends string>({ value, onChange, items, label }: SegmentsProps<Id>) {
  const name = useId()
  return (
    <div className={styles.segments} role="radiogroup" aria-label={label}>
      {items.map((item) => (
        <label key={item.id} className={styles.segment}>
          <input
            type="radio"
            name={name}
            checked={item.id === value}
            disabled={item.isDisabled}
            onChange={() => onChange(item.id)}
          />
          {item.label}
        </label>
      ))}
    </div>
  )
}
