/** A password to type, or to have made. */
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { generatePassword } from './generate-password.ts'
import styles from './users.module.css'
import { useUserWords } from './users-texts.ts'

export interface PasswordChoiceProps {
  readonly label: string
  readonly help: string
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur: () => void
  readonly error: string | undefined
  readonly generated: string | undefined
  readonly onGenerate: (password: string) => void
}

export function PasswordChoice({ generated, onGenerate, help, value, ...field }: PasswordChoiceProps) {
  const { t } = useUserWords()
  const isGenerated = value !== '' && value === generated
  return (
    <div className={styles.withButton}>
      <PasswordField
        {...field}
        value={value}
        help={isGenerated ? t.form.generated : help}
        autoComplete="new-password"
        isOptional
      />
      <div className={styles.besideField}>
        <Button onPress={() => onGenerate(generatePassword())}>{t.form.generate}</Button>
      </div>
    </div>
  )
}
