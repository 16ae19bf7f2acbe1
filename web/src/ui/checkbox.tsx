import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './choice.module.css'
import { classNames } from './class-names.ts'

export interface CheckboxProps {
  readonly label: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly help?: ReactNode
  readonly isIndeterminate?: boolean
  readonly isDisabled?: boolean
  readonly name?: string
}

export function Checkbox({ label, isSelected, onChange, help, isIndeterminate, isDisabled, name }: CheckboxProps) {
  const helpId = useId()
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        className={classNames(styles.control, styles.checkbox)}
        ref={(input) => {
          if (input) input.indeterminate = isIndeterminate ?? false
        }}
        name={name}
        checked={isSelected}
        disabled={isDisabled}
        aria-describedby={help === undefined ? undefined : helpId}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
      {help !== undefined && (
        <span id={helpId} className={styles.help}>
          {help}
        </span>
      )}
    </label>
  )
}
