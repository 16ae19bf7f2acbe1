/** Create a pair of keys: what for, where, until when; then the pair, shown once. */
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { credentials } from '@berth/contract/credentials.ts'
import { credentialLabel } from '@berth/contract/credentials.ts'
import { useState } from 'react'
import { useCurrentProject } from '../../parts/current-project.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useCredentialChanges } from './credential-queries.ts'
import { useCredentialWords } from './credential-texts.ts'
import styles from './credentials.module.css'
import { MadeDialog } from './made-dialog.tsx'

const daysOf = { never: null, week: 7, month: 30, quarter: 90, year: 365 } as const
type Expiry = keyof typeof daysOf
const expiries = Object.keys(daysOf) as Expiry[]

interface Values {
  readonly label: string
  readonly workspace: string | undefined
  readonly expiry: Expiry
}

export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, failureLine } = useCredentialWords()
  const words = t.form
  const { create } = useCredentialChanges()
  const { workspace: current, workspaces = [] } = useCurrentProject()
  const [made, setMade] = useState<CallResult<typeof credentials.create>>()
  const [error, setError] = useState<unknown>()
  const form = useForm<Values>({
    initial: { label: '', workspace: undefined, expiry: 'never' },
    check: ({ label }) => ({ label: credentialLabel.safeParse(label).success ? undefined : words.labelWrong }),
    async submit({ label, workspace = current?.id, expiry }) {
      setError(undefined)
      try {
        const days = daysOf[expiry]
        const made = await create({
          label: label.trim(),
          ...(workspace === undefined ? {} : { workspace }),
          ...(days === null ? {} : { expiresAt: new Date(Date.now() + days * 86_400_000).toISOString() }),
        })
        setMade(made)
        return undefined
      } catch (failure) {
        setError(failure)
        return {}
      }
    },
  })
  if (made !== undefined) return <MadeDialog made={made} onClose={onClose} />
  return (
    <FormDialog title={words.title} size="small" form={form} verb={words.verb} onClose={onClose}>
      <div className={styles.fields}>
        <TextField {...form.field('label')} label={words.label} help={words.labelHelp} isOptional autoFocus />
        {workspaces.length > 1 && (
          <Select
            label={words.workspace}
            help={words.workspaceHelp}
            value={form.values.workspace ?? current?.id}
            onChange={(workspace) => form.set({ workspace })}
            items={workspaces.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
        <Select
          label={words.expires}
          help={words.expiresHelp}
          value={form.values.expiry}
          onChange={(expiry) => form.set({ expiry })}
          items={expiries.map((id) => ({ id, label: words.expiryChoices[id] }))}
        />
        {error !== undefined && <Notice tone="bad">{failureLine(error)}</Notice>}
      </div>
    </FormDialog>
  )
}
