/** Add an environment, or edit one. */
import type { EnvironmentDetail } from '@berth/contract/environments.ts'
import { thisMachine } from '@berth/contract/environments.ts'
import { useState } from 'react'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { DeclaredApps } from './declared-apps.tsx'
import { bodyOf, changesOf, checkEnvironment, refusedFields, valuesOf } from './environment-form.ts'
import type { EnvironmentValues } from './environment-form.ts'
import { useEnvironmentChanges } from './environment-queries.ts'
import { useEnvironmentWords } from './environment-texts.ts'
import styles from './environments.module.css'

export interface EnvironmentFormDialogProps {
  /** None: a new one. */
  readonly environment?: EnvironmentDetail
  readonly onClose: () => void
}

export function EnvironmentFormDialog({ environment, onClose }: EnvironmentFormDialogProps) {
  const { t, failureLine } = useEnvironmentWords()
  const words = t.form
  const changes = useEnvironmentChanges()
  const [initial] = useState(() => valuesOf(environment))
  const [error, setError] = useState<string>()
  const isNew = environment === undefined

  const send = async (values: EnvironmentValues): Promise<string> => {
    if (environment === undefined) return words.created(await changes.create(bodyOf(values)))
    const wanted = changesOf(values, environment)
    if (Object.keys(wanted).length === 0) return words.unchanged
    return words.saved(await changes.update(environment, wanted))
  }
  const form = useForm<EnvironmentValues>({
    initial,
    ...(isNew ? { draft: 'new-environment' } : {}),
    check: (values) => checkEnvironment(values, isNew, t),
    async submit(values) {
      setError(undefined)
      try {
        showToast({ text: await send(values), tone: 'ok' })
        onClose()
        return undefined
      } catch (failure) {
        const refused = refusedFields(failure, t)
        if (refused === undefined) setError(failureLine(failure))
        return refused ?? {}
      }
    },
  })
  const { field, values } = form
  return (
    <FormDialog
      title={environment === undefined ? words.createTitle : words.editTitle(environment)}
      size="large"
      form={form}
      verb={isNew ? words.createVerb : words.save}
      onClose={onClose}
      onCancel={form.reset}
    >
      <div className={styles.fields}>
        {environment !== undefined && environment.fault !== null && (
          <Notice tone="bad" title={t.broken} isLive={false}>
            {environment.fault}
          </Notice>
        )}
        <div className={styles.pair}>
          {isNew && (
            <TextField {...field('name')} label={words.name} help={words.nameHelp} isCode autoFocus maxLength={64} />
          )}
          <TextField {...field('title')} label={words.title} help={words.titleHelp} maxLength={100} />
          <TextField {...field('order')} label={words.order} help={words.orderHelp} inputMode="numeric" maxLength={5} />
        </div>
        <TextField {...field('description')} label={words.description} rows={2} isOptional maxLength={500} />
        {environment?.name !== thisMachine && (
          <TextField
            {...field('rootDirectory')}
            label={words.rootDirectory}
            help={words.rootDirectoryHelp}
            isOptional
            isCode
            maxLength={1000}
          />
        )}
        <DeclaredApps form={form} />
        <Checkbox
          label={words.visible}
          help={words.visibleHelp}
          isSelected={values.visible}
          onChange={(visible) => form.set({ visible })}
        />
        {error !== undefined && <FormError>{error}</FormError>}
      </div>
    </FormDialog>
  )
}
