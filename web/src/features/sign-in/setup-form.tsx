import { ApiProblem } from '@berth/contract/client.ts'
import type { InputError } from '@berth/contract/problems.ts'
import { useEffect, useState } from 'react'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { classNames } from '../../ui/class-names.ts'
import { useForm } from '../../ui/form.ts'
import type { FieldErrors } from '../../ui/form.ts'
import { CheckIcon, MinusIcon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './setup-page.module.css'
import { useTexts } from './sign-in-texts.ts'
import { useSayError } from './use-say-error.ts'

export interface SetupValues {
  readonly email: string
  readonly username: string
  readonly fullName: string
  readonly password: string
  readonly passwordAgain: string
}

type SetupErrors = FieldErrors<SetupValues>
type Check = typeof import('./setup-check.ts')

const initial: SetupValues = { email: '', username: '', fullName: '', password: '', passwordAgain: '' }
const longest = { email: 64, username: 64, fullName: 64, password: 128, passwordAgain: 128 }
const rules = ['too-short', 'needs-letter', 'needs-digit', 'needs-symbol'] as const

export interface SetupFormProps {
  readonly token: string
  readonly label: string
  readonly submit: string
  /** The account is of this email and no other. */
  readonly email?: string
  /** What was typed is right as far as can be told here. */
  readonly onSend: (values: Omit<SetupValues, 'passwordAgain'>) => Promise<unknown>
}

export function SetupForm({ token, label, submit, email: fixed, onSend }: SetupFormProps) {
  const words = useTexts().signIn.setup
  const sayError = useSayError()
  const [check, setCheck] = useState<Check>()
  const [error, setError] = useState<ErrorWords>()
  useEffect(() => void import('./setup-check.ts').then(setCheck), [])

  const say = (field: keyof SetupValues, code: string): string => {
    if (code === 'too-long') return words.errors['too-long']({ max: longest[field] })
    return code in words.errors
      ? words.errors[code as Exclude<keyof typeof words.errors, 'too-long'>]
      : words.errors.other
  }
  const form = useForm<SetupValues>({
    initial: fixed === undefined ? initial : { ...initial, email: fixed },
    check(values) {
      const found: { -readonly [Name in keyof SetupErrors]: SetupErrors[Name] } = {}
      for (const { path, code } of check?.findMistakes(values, token) ?? []) {
        const field = path[0] as keyof SetupValues
        if (field in initial) found[field] ??= say(field, values[field] === '' ? 'required' : code)
      }
      if (values.passwordAgain === '') found.passwordAgain = words.errors['confirmation-required']
      else if (values.passwordAgain !== values.password) found.passwordAgain = words.errors['confirmation-differs']
      return found
    },
    async submit({ email, username, fullName, password }) {
      setError(undefined)
      try {
        await onSend({ email, username, fullName, password })
        return undefined
      } catch (failure) {
        const refused = refusedFields(failure, say)
        if (refused === undefined) setError(await sayError(failure))
        return refused ?? {}
      }
    },
  })
  const broken = check?.brokenRules(form.values.password)
  return (
    <form className={styles.form} noValidate onSubmit={form.onSubmit} aria-label={label}>
      {error !== undefined && (
        <Notice tone="bad" title={error.title}>
          {error.detail}
        </Notice>
      )}
      <TextField
        {...form.field('email')}
        label={words.email}
        help={words.emailHelp}
        type="email"
        autoComplete="email"
        isReadOnly={fixed !== undefined}
        autoFocus={fixed === undefined}
      />
      <TextField
        {...form.field('username')}
        label={words.username}
        autoComplete="username"
        autoFocus={fixed !== undefined}
      />
      <TextField {...form.field('fullName')} label={words.fullName} autoComplete="name" isOptional />
      <PasswordField {...form.field('password')} label={words.password} autoComplete="new-password" />
      <ul className={styles.rules} aria-label={words.rules.title}>
        {rules.map((rule) => {
          const isMet = form.values.password !== '' && broken !== undefined && !broken.has(rule)
          return (
            <li key={rule} className={classNames(styles.rule, isMet && styles.met)}>
              {isMet ? <CheckIcon size={12} /> : <MinusIcon size={12} />}
              <span>{words.rules[rule]}</span>
              <span className="visually-hidden">({isMet ? words.ruleMet : words.ruleOpen})</span>
            </li>
          )
        })}
      </ul>
      <PasswordField {...form.field('passwordAgain')} label={words.passwordAgain} autoComplete="new-password" />
      <SubmitButton wide isPending={form.isPending} isDisabled={check === undefined}>
        {submit}
      </SubmitButton>
    </form>
  )
}

/** What the server found wrong with the input, field by field. */
function refusedFields(
  error: unknown,
  say: (field: keyof SetupValues, code: string) => string,
): SetupErrors | undefined {
  if (!(error instanceof ApiProblem) || error.body.type !== 'invalid-input') return undefined
  const found: { -readonly [Name in keyof SetupErrors]: SetupErrors[Name] } = {}
  for (const { path, code } of error.body['errors'] as readonly InputError[]) {
    const field = path.split('.').at(-1) as keyof SetupValues
    if (field in initial) found[field] ??= say(field, code)
  }
  return Object.keys(found).length === 0 ? undefined : found
}
