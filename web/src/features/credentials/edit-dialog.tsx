/** The label, and for administrators the policy and the rate limit. */
import type { Credential } from '@berth/contract/credentials.ts'
import { credentialChanges } from '@berth/contract/credentials.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { nameOf, policyNamesQuery, useCredentialChanges } from './credential-queries.ts'
import { useCredentialWords } from './credential-texts.ts'
import styles from './credentials.module.css'

export interface EditDialogProps {
  readonly credential: Credential
  readonly isAdministrator: boolean
  readonly onClose: () => void
}

interface Values {
  readonly label: string
  readonly policy: string
  /** Null: any number. */
  readonly rateLimit: string | null
}

export function EditDialog({ credential, isAdministrator, onClose }: EditDialogProps) {
  const { t, failureLine } = useCredentialWords()
  const words = t.edit
  const { update } = useCredentialChanges()
  const [error, setError] = useState<unknown>()
  const form = useForm<Values>({
    initial: {
      label: credential.label,
      policy: credential.policy,
      rateLimit: credential.rateLimit === null ? null : String(credential.rateLimit),
    },
    check: (values) => {
      const issues = credentialChanges.safeParse(changesOf(values, credential, true)).error?.issues ?? []
      const wrong = new Set(issues.map(({ path }) => String(path[0])))
      return {
        label: wrong.has('label') ? t.form.labelWrong : undefined,
        rateLimit: wrong.has('rateLimit') ? words.rateWrong : undefined,
      }
    },
    async submit(values) {
      setError(undefined)
      try {
        const saved = await update(credential, changesOf(values, credential, isAdministrator))
        showToast({ text: words.saved({ name: nameOf(saved) }), tone: 'ok' })
        onClose()
        return undefined
      } catch (failure) {
        setError(failure)
        return {}
      }
    },
  })
  return (
    <FormDialog
      title={words.title({ name: nameOf(credential) })}
      size="small"
      form={form}
      verb={words.verb}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <TextField {...form.field('label')} label={t.form.label} help={t.form.labelHelp} isOptional autoFocus />
        {isAdministrator && (
          <>
            <PolicyChoice value={form.values.policy} onChange={(policy) => form.set({ policy })} />
            {!credential.main && (
              <div className={styles.limit}>
                <TextField
                  {...form.field('rateLimit')}
                  value={form.values.rateLimit ?? ''}
                  label={words.rate}
                  help={words.rateHelp}
                  inputMode="numeric"
                  isDisabled={form.values.rateLimit === null}
                  {...(form.values.rateLimit === null ? { placeholder: '∞' } : {})}
                />
                <Checkbox
                  label={words.unlimited}
                  isSelected={form.values.rateLimit === null}
                  onChange={(next) => form.set({ rateLimit: next ? null : '30000' })}
                />
              </div>
            )}
          </>
        )}
        {error !== undefined && <Notice tone="bad">{failureLine(error)}</Notice>}
      </div>
    </FormDialog>
  )
}

function PolicyChoice({ value, onChange }: { readonly value: string; readonly onChange: (name: string) => void }) {
  const { t } = useCredentialWords()
  const { data = [] } = useQuery(policyNamesQuery)
  const names = data.includes(value) ? data : [value, ...data]
  return (
    <Select
      label={t.edit.policy}
      help={t.edit.policyHelp}
      value={value}
      onChange={onChange}
      items={names.map((name) => ({ id: name, label: name }))}
    />
  )
}

const numberIn = (text: string | null) => (text === null ? null : text.trim() === '' ? Number.NaN : Number(text))

function changesOf({ label, policy, rateLimit }: Values, credential: Credential, isAdministrator: boolean) {
  const rate = numberIn(rateLimit)
  return {
    ...(label.trim() === credential.label ? {} : { label: label.trim() }),
    ...(isAdministrator && policy !== credential.policy ? { policy } : {}),
    ...(isAdministrator && rate !== credential.rateLimit ? { rateLimit: rate } : {}),
  }
}
