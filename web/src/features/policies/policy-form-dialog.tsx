/** Create a policy, or edit one: then what the change means is shown before it is saved. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { Policy } from '@berth/contract/policies.ts'
import { useState } from 'react'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useForm } from '../../ui/form.ts'
import { FormError } from '../../ui/form-error.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import styles from './policies.module.css'
import { changesOf, checkPolicy, limitsOf, valuesOf } from './policy-form.ts'
import type { PolicyValues } from './policy-form.ts'
import { PolicyFields } from './policy-fields.tsx'
import { PreviewOfChange } from './policy-preview.tsx'
import { usePolicyChanges } from './policy-queries.ts'
import type { PolicyChanges } from './policy-queries.ts'
import { usePolicyWords } from './policy-texts.ts'

export interface PolicyFormDialogProps {
  /** None: a new one. */
  readonly policy?: Policy
  readonly onClose: () => void
}

export function PolicyFormDialog({ policy, onClose }: PolicyFormDialogProps) {
  const policyWords = usePolicyWords()
  const { t, failureOf } = policyWords
  const { texts } = useUiTexts()
  const words = t.form
  const changes = usePolicyChanges()
  const [initial] = useState(() => valuesOf(policy))
  /** Reviewed before it is saved. */
  const [change, setChange] = useState<PolicyChanges>()
  const [error, setError] = useState<ErrorWords>()

  const send = async (values: PolicyValues): Promise<void> => {
    if (policy === undefined) {
      const { name } = await changes.create({ name: values.name.trim(), ...limitsOf(values) })
      showToast({ text: words.created({ name }), tone: 'ok' })
      return onClose()
    }
    if (change === undefined) {
      const wanted = changesOf(values, policy)
      if (Object.keys(wanted).length > 0) return setChange(wanted)
      showToast({ text: words.unchanged })
      return onClose()
    }
    await changes.update(policy, change)
    showToast({ text: words.saved({ name: policy.name }), tone: 'ok' })
    onClose()
  }
  const form = useForm<PolicyValues>({
    initial,
    ...(policy === undefined ? { draft: 'new-policy' } : {}),
    check: (values) => checkPolicy(values, policy === undefined, policyWords),
    async submit(values) {
      setError(undefined)
      try {
        await send(values)
        return undefined
      } catch (failure) {
        if (isTaken(failure)) return { name: words.taken }
        setError(failureOf(failure))
        return {}
      }
    },
  })
  const isReviewing = change !== undefined

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="large"
      title={policy === undefined ? words.createTitle : words.editTitle({ name: policy.name })}
      onSubmit={form.onSubmit}
      footer={
        <>
          <Button
            onPress={() => {
              if (isReviewing) return setChange(undefined)
              form.reset()
              onClose()
            }}
          >
            {isReviewing ? words.back : texts.cancel}
          </Button>
          <SubmitButton isPending={form.isPending}>
            {policy === undefined ? words.createVerb : isReviewing ? words.save : words.review}
          </SubmitButton>
        </>
      }
    >
      {isReviewing && policy !== undefined ? (
        <PreviewOfChange name={policy.name} changes={change} />
      ) : (
        <div className={styles.fields}>
          {policy === undefined && (
            <TextField
              {...form.field('name')}
              label={t.fields.name}
              help={t.help.name}
              isCode
              autoFocus
              maxLength={64}
            />
          )}
          <PolicyFields form={form} />
        </div>
      )}
      {error !== undefined && <FormError title={error.title}>{error.detail}</FormError>}
    </Dialog>
  )
}

const isTaken = (failure: unknown) =>
  failure instanceof ApiProblem &&
  failure.body.type === 'invalid-input' &&
  (failure.body['errors'] as readonly { path: string; code: string }[]).some(
    ({ path, code }) => path === 'body.name' && code === 'taken',
  )
