/** The six digits that an authenticator shows. */
import { TextField } from '../ui/text-field.tsx'
import type { TextFieldProps } from '../ui/text-field.tsx'
import styles from './code-field.module.css'

/** People type blanks in between. */
export const digitsOf = (typed: string): string => typed.replace(/\s/g, '')
export const isCode = (typed: string): boolean => /^\d{6}$/.test(digitsOf(typed))

export function CodeField(props: TextFieldProps) {
  return (
    <div className={styles.digits}>
      <TextField {...props} inputMode="numeric" autoComplete="one-time-code" maxLength={10} isCode />
    </div>
  )
}
