/** What the form of an environment holds (texts, as they are typed), what is sent of it, and what is wrong with it. */
import { ApiProblem } from '@berth/contract/client.ts'
import { newEnvironment } from '@berth/contract/environments.ts'
import type { DeclaredApp, EnvironmentDetail } from '@berth/contract/environments.ts'
import type { InputError } from '@berth/contract/problems.ts'
import type { FieldErrors } from '../../ui/form.ts'
import type { EnvironmentChanges, NewEnvironment } from './environment-queries.ts'
import type { EnvironmentTexts } from './environment-texts.ts'

export interface AppRow {
  readonly key: number
  readonly name: string
  readonly title: string
  readonly command: string
  /** Empty: a socket. */
  readonly port: string
}

export interface EnvironmentValues {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly rootDirectory: string
  readonly order: string
  readonly visible: boolean
  readonly apps: readonly AppRow[]
}

export const valuesOf = (environment: EnvironmentDetail | undefined): EnvironmentValues => ({
  name: environment?.name ?? '',
  title: environment?.title ?? '',
  description: environment?.description ?? '',
  rootDirectory: environment?.rootDirectory ?? '',
  order: String(environment?.order ?? 0),
  visible: environment?.visible ?? true,
  apps: (environment?.declaredApps ?? []).map(({ name, title, command, port }, key) => ({
    ...{ key, name, title, command },
    port: port === null ? '' : String(port),
  })),
})

const numberIn = (text: string) => (/^-?\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN)

const appOf = ({ name, title, command, port }: AppRow): DeclaredApp => ({
  name: name.trim(),
  title: title.trim(),
  command: command.trim(),
  port: port.trim() === '' ? null : numberIn(port),
})

export const bodyOf = (values: EnvironmentValues): NewEnvironment => ({
  name: values.name.trim(),
  title: values.title.trim(),
  description: values.description.trim(),
  rootDirectory: values.rootDirectory.trim() === '' ? null : values.rootDirectory.trim(),
  order: numberIn(values.order),
  visible: values.visible,
  apps: values.apps.map(appOf),
})

/** Only what differs from the environment as it was when the form was opened. */
export function changesOf(values: EnvironmentValues, environment: EnvironmentDetail): EnvironmentChanges {
  const { name: _name, ...wanted } = bodyOf(values)
  const { declaredApps: apps, ...rest } = environment
  const before: Readonly<Record<string, unknown>> = { ...rest, apps }
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  )
}

type Errors = FieldErrors<EnvironmentValues>

export function checkEnvironment(values: EnvironmentValues, isNew: boolean, { form }: EnvironmentTexts): Errors {
  const words: Readonly<Record<string, string>> = form.errors
  const body = bodyOf(values)
  const parsed = newEnvironment.safeParse(isNew ? body : { ...body, name: 'known' })
  const wrong = (parsed.error?.issues ?? []).map(({ path }) => String(path[0]))
  return Object.fromEntries(wrong.map((field) => [field, words[field]]))
}

/** What the server says of the fields; undefined: it is about something else. */
export function refusedFields(failure: unknown, { form }: EnvironmentTexts): Errors | undefined {
  if (!(failure instanceof ApiProblem) || failure.body.type !== 'invalid-input') return undefined
  const words: Readonly<Record<string, string>> = form.errors
  const found = (failure.body['errors'] as readonly InputError[]).map(({ path, code }) => {
    const field = path.replace(/^body\./, '').split('.')[0] ?? ''
    return [field, field === 'name' && code === 'taken' ? form.errors.taken : words[field]] as const
  })
  return found.every(([, text]) => text !== undefined) ? Object.fromEntries(found) : undefined
}
