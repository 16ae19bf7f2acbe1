/** A limit: a number, or none at all. */
import { Checkbox } from '../../ui/checkbox.tsx'
import type { FormField } from '../../ui/form.ts'
import { TextField } from '../../ui/text-field.tsx'
import shared from '../../parts/amounts-page.module.css'
import styles from './policies.module.css'
import { usePolicyWords } from './policy-texts.ts'

export interface LimitFieldProps extends FormField<string | null> {
  readonly label: string
  readonly help?: string
  readonly unit?: string
  /** What is there when it is limited anew. */
  readonly fresh?: string
  /** Says “none” by itself. */
  readonly isAlwaysLimited?: boolean
  readonly isNumber?: boolean
  readonly words?: string
}

export function LimitField(props: LimitFieldProps) {
  const { label, help, unit, fresh = '', isAlwaysLimited = false, isNumber = true, words, ...field } = props
  const { t } = usePolicyWords()
  const isUnlimited = field.value === null
  return (
    <div className={styles.limit}>
      <TextField
        {...field}
        value={field.value ?? ''}
        label={label}
        {...(help === undefined ? {} : { help })}
        {...(isNumber ? { inputMode: 'decimal' as const } : { isCode: true })}
        {...(isUnlimited ? { placeholder: '∞' } : {})}
        {...(unit === undefined ? {} : { after: <span className={shared.unit}>{unit}</span> })}
        isDisabled={isUnlimited}
      />
      {!isAlwaysLimited && (
        <Checkbox
          label={
            <>
              {words ?? t.unlimited}
              <span className="visually-hidden">: {label}</span>
            </>
          }
          isSelected={isUnlimited}
          onChange={(next) => field.onChange(next ? null : fresh)}
        />
      )}
    </div>
  )
}
