/** Keys to a bucket: new ones, others in their place, or those that something on the page needs. */
import { useState } from 'react'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { cloudProviders, faultOf, fieldsOf, isOptional, tidied } from './cloud-access.ts'
import type { CloudAccess, CloudField, CloudProvider } from './cloud-access.ts'
import styles from './cloud.module.css'
import type { CloudTexts } from './cloud-texts.ts'
import { useCloudWords } from './cloud-texts.ts'
import { labelOf } from './say-cloud-failure.ts'

export interface CloudKeyDialogProps {
  readonly reason: 'add' | 'edit' | 'ask'
  /** Those that are there, or what is known of what is needed. */
  readonly access?: Partial<CloudAccess>
  readonly onSave: (access: CloudAccess) => void
  readonly onClose: () => void
}

const empty: CloudAccess = {
  id: '',
  provider: 's3',
  bucket: '',
  key: '',
  secret: '',
  token: '',
  region: '',
  host: '',
}
const allFields = ['bucket', 'key', 'secret', 'token', 'region', 'host'] as const

export function CloudKeyDialog({ reason, access = {}, onSave, onClose }: CloudKeyDialogProps) {
  const { t } = useCloudWords()
  const words = t.form
  const [initial] = useState<CloudAccess>(() => ({ ...empty, id: randomId(), ...access }))
  const form = useForm<CloudAccess>({
    initial,
    // nothing of it is kept as a draft: it is made of secrets
    check: (values) => errorsOf(tidied(values), t),
    async submit(values) {
      onSave(tidied(values))
      onClose()
      return undefined
    },
  })
  const { bucket } = initial
  const title = { add: words.addTitle, edit: words.editTitle({ bucket }), ask: words.askTitle({ bucket }) }[reason]
  const verb = { add: words.addVerb, edit: words.save, ask: words.use }[reason]
  return (
    <FormDialog title={title} form={form} verb={verb} onClose={onClose}>
      <div className={styles.fields}>
        {reason === 'ask' && <p>{words.askText({ bucket })}</p>}
        <p className={styles.muted}>{words.stays}</p>
        <Select<CloudProvider>
          label={t.fields.provider}
          value={form.values.provider}
          onChange={(provider) => form.set({ provider })}
          items={cloudProviders.map((id) => ({ id, label: t.providers[id] }))}
        />
        {fieldsOf[form.values.provider].map((field) => (
          <OneField key={field} field={field} values={form.values} of={form.field(field)} />
        ))}
      </div>
    </FormDialog>
  )
}

interface OneFieldProps {
  readonly field: CloudField
  readonly values: CloudAccess
  readonly of: ReturnType<ReturnType<typeof useForm<CloudAccess>>['field']>
}

function OneField({ field, values: { provider }, of }: OneFieldProps) {
  const { t } = useCloudWords()
  const help = helpOf(t, provider, field)
  const shared = {
    ...of,
    label: labelOf(t, { provider }, field),
    ...(help === undefined ? {} : { help }),
    isOptional: isOptional(provider, field),
  }
  return field === 'secret' || field === 'token' ? (
    <PasswordField {...shared} autoComplete="new-password" maxLength={8192} />
  ) : (
    <TextField {...shared} isCode maxLength={500} />
  )
}

function helpOf({ help }: CloudTexts, provider: CloudProvider, field: CloudField): string | undefined {
  if (field === 'host') return provider === 'compatible' ? help.host : help.otherHost
  if (field === 'key') return provider === 'gcs' ? help.hmac : undefined
  if (field === 'secret') return provider === 'azure' ? help.sas : undefined
  return field === 'token' || field === 'region' ? help[field] : undefined
}

function errorsOf(values: CloudAccess, t: CloudTexts): Partial<Record<CloudField, string>> {
  const found = allFields.flatMap((field) => {
    const fault = faultOf(values, field)
    return fault === undefined ? [] : [[field, t.faults[fault]] as const]
  })
  return Object.fromEntries(found)
}

/** `crypto.randomUUID` is there over HTTPS and on this machine only. */
const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('-')
