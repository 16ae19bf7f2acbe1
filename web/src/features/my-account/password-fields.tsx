import type { Me } from '@berth/contract/accounts.ts'
import { PasswordRuleList } from '../../parts/password-rule-list.tsx'
import { longestPassword } from '../../parts/password-rules.ts'
import type { FormField } from '../../ui/form.ts'
import { PasswordField } from '../../ui/password-field.tsx'
import { useAccountWords } from './account-texts.ts'
import type { PasswordValues } from './password-change.ts'
import styles from './account.module.css'

export interface PasswordFieldsProps {
  readonly me: Me
  readonly field: (name: keyof PasswordValues) => FormField<string>
  readonly autoFocus?: boolean
}

export function PasswordFields({ me, field, autoFocus = false }: PasswordFieldsProps) {
  const words = useAccountWords().t.dialog
  const next = field('next')
  return (
    <>
      {/* tells password managers whose password it is */}
      <input type="text" autoComplete="username" value={me.email} readOnly hidden />
      {me.hasPassword ? (
        <PasswordField
          {...field('current')}
          label={words.original}
          help={words.originalHelp}
          autoComplete="current-password"
          maxLength={128}
          autoFocus={autoFocus}
        />
      ) : (
        <p className={styles.muted}>{words.noPassword}</p>
      )}
      <div className={styles.pair}>
        <PasswordField
          {...next}
          label={words.newPassword}
          autoComplete="new-password"
          maxLength={longestPassword + 1}
        />
        <PasswordField {...field('again')} label={words.again} autoComplete="new-password" />
      </div>
      {next.value !== '' && (
        <>
          <PasswordRuleList typed={next.value} />
          <p className={styles.muted}>{words.othersEnd}</p>
        </>
      )}
    </>
  )
}
