/** Create a preset, or edit one. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import { useState } from 'react'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { amountNames, bodyOf, checkPreset, valuesOf } from './preset-form.ts'
import type { AmountName, PresetValues } from './preset-form.ts'
import { usePresetChanges } from './preset-queries.ts'
import type { PresetTexts } from './preset-texts.ts'
import { usePresetWords } from './preset-texts.ts'
import shared from '../../parts/amounts-page.module.css'

export interface PresetFormDialogProps {
  /** None: a new one. */
  readonly preset?: ResourcePreset
  readonly onClose: () => void
}

const unitOf = (name: AmountName, { units }: PresetTexts): string =>
  ({ cpu: units.cpu, memory: units.gibibytes, sharedMemory: units.mebibytes, gpu: units.gpu, gpuShares: units.gpu })[
    name
  ]

export function PresetFormDialog({ preset, onClose }: PresetFormDialogProps) {
  const { t, failureOf } = usePresetWords()
  const words = t.form
  const changes = usePresetChanges()
  const [initial] = useState(() => valuesOf(preset))
  const [error, setError] = useState<ErrorWords>()
  const form = useForm<PresetValues>({
    initial,
    ...(preset === undefined ? { draft: 'new-preset' } : {}),
    check: (values) => checkPreset(values, t),
    async submit(values) {
      setError(undefined)
      try {
        const body = bodyOf(values)
        const { name } = preset === undefined ? await changes.create(body) : await changes.update(preset, body)
        showToast({ text: preset === undefined ? words.created({ name }) : words.saved({ name }), tone: 'ok' })
        onClose()
        return undefined
      } catch (failure) {
        if (isTaken(failure)) return { name: words.taken }
        setError(failureOf(failure))
        return {}
      }
    },
  })
  return (
    <FormDialog
      title={preset === undefined ? words.createTitle : words.editTitle({ name: preset.name })}
      form={form}
      verb={preset === undefined ? words.createVerb : words.save}
      onClose={onClose}
      onCancel={form.reset}
    >
      <div className={shared.fields}>
        <TextField {...form.field('name')} label={t.fields.name} help={t.help.name} maxLength={64} autoFocus />
        <TextField
          {...form.field('description')}
          label={t.fields.description}
          help={t.help.description}
          maxLength={200}
          isOptional
        />
        <div className={shared.amountFields}>
          {amountNames.map((name) => (
            <TextField
              key={name}
              {...form.field(name)}
              label={t.fields[name]}
              help={t.help[name]}
              inputMode="decimal"
              after={<span className={shared.unit}>{unitOf(name, t)}</span>}
            />
          ))}
        </div>
        {error !== undefined && <FormError title={error.title}>{error.detail}</FormError>}
      </div>
    </FormDialog>
  )
}

const isTaken = (failure: unknown): boolean =>
  failure instanceof ApiProblem &&
  failure.body.type === 'invalid-input' &&
  (failure.body['errors'] as readonly { code?: unknown }[]).some(({ code }) => code === 'taken')
