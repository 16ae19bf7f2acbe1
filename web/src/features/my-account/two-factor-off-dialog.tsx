import { ApiProblem } from '@berth/contract/client.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { meQuery } from '../../api/queries.ts'
import { CodeField, digitsOf, isCode } from '../../parts/code-field.tsx'
import { useMe } from '../../shell/use-me.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'

export function TwoFactorOffDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useAccountWords()
  const t = words.t.twoFactor
  const me = useMe()
  const cache = useQueryClient()
  const [isByCode, setByCode] = useState(!me.hasPassword)
  const [error, setError] = useState<unknown>()
  const form = useForm({
    initial: { password: '', code: '' },
    check: ({ password, code }) => ({
      password: isByCode || password !== '' ? undefined : t.offPasswordMissing,
      code: !isByCode || isCode(code) ? undefined : t.codeMissing,
    }),
    async submit({ password, code }) {
      setError(undefined)
      try {
        await client.twoFactor.stop({ body: isByCode ? { code: digitsOf(code) } : { password } })
      } catch (failure) {
        const { detail } = words.failureOf(failure)
        if (failure instanceof ApiProblem && failure.body.type === 'wrong-password') return { password: detail }
        if (failure instanceof ApiProblem && failure.body.type === 'wrong-code') return { code: detail }
        setError(failure)
        return {}
      }
      await cache.invalidateQueries({ queryKey: meQuery.queryKey })
      showToast({ text: t.turnedOff, tone: 'ok' })
      onClose()
      return undefined
    },
  })
  const failed = error === undefined ? undefined : words.failureOf(error)
  return (
    <FormDialog title={t.offTitle} size="small" form={form} verb={t.turnOff} isDanger onClose={onClose}>
      {failed !== undefined && (
        <Notice tone="bad" title={failed.title}>
          {failed.detail}
        </Notice>
      )}
      <p>{t.offText}</p>
      {isByCode ? (
        <CodeField key="code" {...form.field('code')} label={t.code} help={t.codeHelp} autoFocus />
      ) : (
        <PasswordField
          key="password"
          {...form.field('password')}
          label={t.offPassword}
          autoComplete="current-password"
          maxLength={128}
          autoFocus
        />
      )}
      {me.hasPassword && (
        <button type="button" className={styles.linkButton} onClick={() => setByCode(!isByCode)}>
          {isByCode ? t.byPassword : t.byCode}
        </button>
      )}
    </FormDialog>
  )
}
