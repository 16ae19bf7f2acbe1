/** What the form of a user holds, what is sent of it, and what is wrong with it by the contract's own schemas. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { InputError } from '@berth/contract/problems.ts'
import { differsFromAccount } from '@berth/contract/setup.ts'
import type { User, users } from '@berth/contract/users.ts'
import { newUser, userChanges } from '@berth/contract/users.ts'
import { badAddresses } from '../../parts/address-tags.tsx'
import type { FieldErrors } from '../../ui/form.ts'
import type { UserTexts } from './users-texts.ts'

export interface UserValues {
  readonly email: string
  readonly username: string
  readonly fullName: string
  readonly password: string
  readonly description: string
  readonly role: User['role']
  readonly requirePasswordChange: boolean
  readonly allowedClientIps: readonly string[]
}
export type UserField = keyof UserValues

const emptyValues: UserValues = {
  email: '',
  username: '',
  fullName: '',
  password: '',
  description: '',
  role: 'user',
  requirePasswordChange: false,
  allowedClientIps: [],
}

export const valuesOf = (user: User | undefined): UserValues =>
  user === undefined
    ? emptyValues
    : {
        email: user.email,
        username: user.username,
        fullName: user.fullName,
        password: '',
        description: user.description,
        role: user.role,
        requirePasswordChange: user.requirePasswordChange,
        allowedClientIps: user.allowedClientIps,
      }

type NewUser = CallInput<typeof users.create>['body']
type Changes = NonNullable<CallInput<typeof users.update>['body']>

export const newUserOf = ({ password, allowedClientIps, ...values }: UserValues): NewUser => ({
  ...values,
  allowedClientIps: [...allowedClientIps],
  ...(password === '' ? {} : { password }),
})

/** Only what differs from the user as they were when the form was opened. */
export function changesOf(values: UserValues, user: User): Changes {
  const before = valuesOf(user)
  const { email: _, password, allowedClientIps, ...rest } = values
  const changed = Object.entries(rest).filter(([name, value]) => {
    const was = before[name as UserField]
    return typeof value === 'string' ? value.trim() !== was : value !== was
  })
  const sameAddresses = allowedClientIps.join(' ') === before.allowedClientIps.join(' ')
  return {
    ...Object.fromEntries(changed),
    ...(password === '' ? {} : { password }),
    ...(sameAddresses ? {} : { allowedClientIps: [...allowedClientIps] }),
  }
}

const longest: Readonly<Record<UserField, number>> = {
  email: 64,
  username: 64,
  fullName: 64,
  password: 128,
  description: 500,
  role: 20,
  requirePasswordChange: 0,
  allowedClientIps: 100,
}

type Errors = { [Name in UserField]?: string }

export function checkUser(values: UserValues, user: User | undefined, t: UserTexts): FieldErrors<UserValues> {
  const errors: Errors = {}
  const parsed =
    user === undefined ? newUser.safeParse(newUserOf(values)) : userChanges.safeParse(changesOf(values, user))
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0]) as UserField
    if (field in emptyValues) errors[field] ??= errorWords(field, codeOf(issue), values, t)
  }
  if (user !== undefined && values.password !== '' && !differsFromAccount(values))
    errors.password ??= t.form.errors['same-as-account']
  return errors
}

/** Codes as the server writes them into `errors[].code`. */
function codeOf({ code = '', params }: { code?: string; params?: Record<string, unknown> | undefined }): string {
  const own = params?.['code']
  return code === 'custom' ? (typeof own === 'string' ? own : 'invalid') : code.replaceAll('_', '-')
}

export function errorWords(field: string, code: string, values: Partial<UserValues>, t: UserTexts): string {
  const words = t.form.errors
  const name = field as UserField
  const isEmpty = values[name] === ''
  if (code === 'required' || (isEmpty && (name === 'email' || name === 'username'))) return words.required
  if (code === 'not-an-address' || name === 'allowedClientIps')
    return code === 'too-big' && badAddresses(values.allowedClientIps ?? []).length === 0
      ? words['too-many']({ max: longest.allowedClientIps })
      : words['not-an-address']({ entries: badAddresses(values.allowedClientIps ?? []).join(', ') })
  if (code === 'too-big' || code === 'too-long') return words['too-long']({ max: longest[name] })
  if (name === 'email' && (code === 'invalid-format' || code === 'invalid')) return words['invalid-email']
  if (code === 'too-small') return words.required
  if (code === 'invalid') return words['not-text']
  const plain: Readonly<Record<string, unknown>> = words
  const found = plain[code]
  return typeof found === 'string' ? found : words.other
}

/** What the server found wrong with fields of the form; nothing when it is about something else. */
export function refusedFields(error: unknown, values: UserValues, t: UserTexts): FieldErrors<UserValues> | undefined {
  if (!(error instanceof ApiProblem) || error.body.type !== 'invalid-input') return undefined
  const errors: Errors = {}
  for (const { path, code } of error.body['errors'] as readonly InputError[]) {
    const field = path.replace(/^body\./, '').split('.')[0] as UserField
    if (!(field in emptyValues)) return undefined
    errors[field] ??= errorWords(field, code, values, t)
  }
  return Object.keys(errors).length === 0 ? undefined : errors
}
