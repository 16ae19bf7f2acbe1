import { Field, useField } from '../../ui/field.tsx'
import type { Lifetime, LifetimeUnit } from './lifetimes.ts'
import { unitSeconds } from './lifetimes.ts'
import styles from './site-settings.module.css'
import { useSiteSettingsTexts } from './site-settings-texts.ts'

export interface LifetimeFieldProps {
  readonly label: string
  readonly help: string
  readonly value: Lifetime
  readonly onChange: (value: Lifetime) => void
  readonly onBlur: () => void
  readonly error: string | undefined
}

export function LifetimeField({ label, help, value, onChange, onBlur, error }: LifetimeFieldProps) {
  const t = useSiteSettingsTexts()
  const ids = useField({ help, error })
  return (
    <Field label={label} help={help} error={error} ids={ids}>
      <div className={styles.lifetime}>
        <input
          id={ids.id}
          className={styles.input}
          inputMode="decimal"
          autoComplete="off"
          maxLength={8}
          value={value.number}
          aria-invalid={ids.isInvalid || undefined}
          aria-describedby={ids.describedBy}
          onBlur={onBlur}
          onChange={({ target }) => onChange({ ...value, number: target.value })}
        />
        <select
          className={styles.input}
          aria-label={t.unit({ label })}
          value={value.unit}
          onBlur={onBlur}
          onChange={({ target }) => onChange({ ...value, unit: target.value as LifetimeUnit })}
        >
          {Object.keys(unitSeconds).map((unit) => (
            <option key={unit} value={unit}>
              {t.units[unit as LifetimeUnit]}
            </option>
          ))}
        </select>
      </div>
    </Field>
  )
}
