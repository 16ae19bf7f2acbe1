import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './switch.module.css'

export interface SwitchProps {
  readonly label: ReactNode
  readonly isOn: boolean
  /** It shows what it is told: a switch that opens a dialog stays as it was until that is done. */
  readonly onChange: (isOn: boolean) => void
  readonly help?: ReactNode
  readonly isDisabled?: boolean
}

/** On or off, at once. */
export function Switch({ label, isOn, onChange, help, isDisabled }: SwitchProps) {
  const id = useId()
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {help !== undefined && (
          <span id={`${id}-help`} className={styles.help}>
            {help}
          </span>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={styles.control}
        checked={isOn}
        disabled={isDisabled}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  )
}
