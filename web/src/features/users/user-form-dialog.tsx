/** Create a user, or edit one: the same fields; the email only while there is no account yet. */
import type { User } from '@berth/contract/users.ts'
import { useState } from 'react'
import { AddressTags } from '../../parts/address-tags.tsx'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useForm } from '../../ui/form.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import { MadePasswordDialog } from './made-password-dialog.tsx'
import { PasswordChoice } from './password-choice.tsx'
import { changesOf, checkUser, newUserOf, refusedFields, valuesOf } from './user-form.ts'
import type { UserField, UserValues } from './user-form.ts'
import styles from './users.module.css'
import { nameOf, useUserChanges } from './users-queries.ts'
import { useUserWords } from './users-texts.ts'

export interface UserFormDialogProps {
  /** None: a new one. */
  readonly user?: User
  readonly onClose: () => void
}

const draftAs = { keep: (values: UserValues) => ({ ...values, password: undefined }) }

export function UserFormDialog({ user, onClose }: UserFormDialogProps) {
  const { t, language, failureOf } = useUserWords()
  const { texts } = useUiTexts()
  const words = t.form
  const changes = useUserChanges()
  const [initial] = useState(() => valuesOf(user))
  const [generated, setGenerated] = useState<string>()
  const [made, setMade] = useState<User>()
  const [error, setError] = useState<ErrorWords>()

  const send = async (values: UserValues): Promise<User> => {
    if (user === undefined) {
      const created = await changes.create(newUserOf(values))
      showToast({ text: words.created({ name: nameOf(created) }), tone: 'ok' })
      return created
    }
    const changed = changesOf(values, user)
    const fields = Object.keys(changed) as UserField[]
    if (fields.length === 0) {
      showToast({ text: words.unchanged })
      return user
    }
    const saved = await changes.update(user.id, changed)
    const names = new Intl.ListFormat(language).format(fields.map((field) => words[field]))
    showToast({ text: words.saved({ name: nameOf(saved), fields: names }), tone: 'ok' })
    return saved
  }
  const form = useForm<UserValues>({
    initial,
    // what is typed about a new user survives a reload; the password does not, on purpose
    ...(user === undefined ? { draft: 'new-user', draftAs } : {}),
    check: (values) => checkUser(values, user, t),
    async submit(values) {
      setError(undefined)
      try {
        const saved = await send(values)
        if (values.password !== '' && values.password === generated) setMade(saved)
        else onClose()
        return undefined
      } catch (failure) {
        const refused = refusedFields(failure, values, t)
        if (refused === undefined) setError(failureOf(failure))
        return refused ?? {}
      }
    },
  })
  const { field, values } = form

  if (made !== undefined && generated !== undefined)
    return <MadePasswordDialog name={nameOf(made)} password={generated} onClose={onClose} />
  return (
    <FormDialog
      title={user === undefined ? words.createTitle : words.editTitle({ name: nameOf(user) })}
      form={form}
      verb={user === undefined ? words.createVerb : words.saveVerb}
      onClose={onClose}
      onCancel={form.reset}
    >
      <div className={styles.fields}>
        <TextField
          {...field('email')}
          label={words.email}
          help={user === undefined ? words.emailHelp : words.emailFixed}
          type="email"
          isReadOnly={user !== undefined}
          autoFocus={user === undefined}
        />
        <div className={styles.pair}>
          <TextField {...field('username')} label={words.username} autoFocus={user !== undefined} />
          <TextField {...field('fullName')} label={words.fullName} isOptional />
        </div>
        <PasswordChoice
          {...field('password')}
          label={user === undefined ? words.password : words.newPassword}
          help={user === undefined ? words.passwordHelp : words.newPasswordHelp}
          generated={generated}
          onGenerate={(password) => {
            setGenerated(password)
            // whoever hands a password out should not be the one who keeps knowing it
            form.set({ password, requirePasswordChange: true })
          }}
        />
        <Checkbox
          label={words.requirePasswordChange}
          help={words.requirePasswordChangeHelp}
          isSelected={values.requirePasswordChange}
          onChange={(requirePasswordChange) => form.set({ requirePasswordChange })}
        />
        <RadioGroup
          label={words.role}
          value={values.role}
          onChange={(role) => form.set({ role })}
          items={(['user', 'superadmin'] as const).map((role) => ({
            id: role,
            label: t.roles[role],
            help: t.roleHelp[role],
          }))}
        />
        <TextField
          {...field('description')}
          label={words.description}
          help={words.descriptionHelp}
          rows={2}
          isOptional
        />
        <AddressTags
          {...field('allowedClientIps')}
          label={words.allowedClientIps}
          help={words.allowedClientIpsHelp}
          isOptional
        />
        {error !== undefined && (
          <FormError title={error.title}>
            {error.detail}
            {error.requestId !== undefined && (
              <p className={styles.muted}>
                {texts.requestId} <code>{error.requestId}</code>
              </p>
            )}
          </FormError>
        )}
      </div>
    </FormDialog>
  )
}
