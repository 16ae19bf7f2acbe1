import styles from './choice.module.css'
import { classNames } from './class-names.ts'
import { FieldGroup, useField } from './field.tsx'
import type { FieldProps } from './field.tsx'
import { Segments } from './segments.tsx'
import type { ChoiceItem } from './segments.tsx'

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
