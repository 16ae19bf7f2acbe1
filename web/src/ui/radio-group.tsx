import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './choice.module.css'
import { classNames } from './class-names.ts'
import { FieldGroup, useField } from './field.tsx'
import type { FieldProps } from './field.tsx'

export interface ChoiceItem<Id extends string> {
  readonly id: Id
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly isDisabled?: boolean
}

export interface RadioGroupProps<Id extends string> extends FieldProps {
  readonly value: Id | undefined
  readonly onChange: (id: Id) => void
  readonly items: readonly ChoiceItem<Id>[]
}

/** One of a few, each with room for a sentence. */
export function RadioGroup<Id extends string>({ value, onChange, items, ...field }: RadioGroupProps<Id>) {
  const ids = useField(field)
  return (
    <FieldGroup {...field} ids={ids}>
      <div className={styles.stack}>
        {items.map((item) => (
          <label key={item.id} className={styles.choice}>
            <input
              type="radio"
              className={classNames(styles.control, styles.radio)}
              name={ids.id}
              checked={item.id === value}
              disabled={item.isDisabled}
              aria-describedby={item.help === undefined ? undefined : `${ids.id}-${item.id}`}
              onChange={() => onChange(item.id)}
            />
            <span>{item.label}</span>
            {item.help !== undefined && (
              <span id={`${ids.id}-${item.id}`} className={styles.help}>
                {item.help}
              </span>
            )}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

/** One of two to five short words, side by side. */
export function Segmented<Id extends string>({ value, onChange, items, ...field }: RadioGroupProps<Id>) {
  const ids = useField(field)
  return (
    <FieldGroup {...field} ids={ids}>
      <Segments value={value} onChange={onChange} items={items} />
    </FieldGroup>
  )
}

interface SegmentsProps<Id extends string> extends Pick<RadioGroupProps<Id>, 'value' | 'onChange' | 'items'> {
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
