/** What the form of a project holds, what is sent of it, and what is wrong with it. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { InputError } from '@berth/contract/problems.ts'
import type { Project, ProjectLimits, projects } from '@berth/contract/projects.ts'
import { GiB } from '../../parts/amounts.ts'
import type { FieldErrors } from '../../ui/form.ts'
import type { ProjectTexts } from './project-texts.ts'

export type LimitName = keyof ProjectLimits
/** As typed; empty is unlimited. */
type Limits = { readonly [Name in LimitName]: string }

export interface ProjectValues extends Limits {
  readonly workspace: string
  readonly name: string
  readonly description: string
  readonly everyone: boolean
  readonly hidden: boolean
  readonly storageHosts: string
}

/** In the unit of its field. */
const limitRules: Readonly<Record<LimitName, { readonly max: number; readonly isWhole: boolean }>> = {
  cpu: { max: 512, isWhole: false },
  memory: { max: 1024 * 1024, isWhole: false },
  gpu: { max: 64, isWhole: true },
  gpuShares: { max: 256, isWhole: false },
  concurrentSessions: { max: 10_000, isWhole: true },
}
export const limitNames = Object.keys(limitRules) as LimitName[]

const shown = (value: number | null, unit = 1) =>
  value === null ? '' : String(Math.round((value / unit) * 1000) / 1000)

export const valuesOf = (project: Project | undefined, workspace: string): ProjectValues => ({
  workspace: project?.workspace ?? workspace,
  name: project?.name ?? '',
  description: project?.description ?? '',
  everyone: project?.everyone ?? false,
  hidden: project?.hidden ?? false,
  cpu: shown(project?.cpu ?? null),
  memory: shown(project?.memory ?? null, GiB),
  gpu: shown(project?.gpu ?? null),
  gpuShares: shown(project?.gpuShares ?? null),
  concurrentSessions: shown(project?.concurrentSessions ?? null),
  storageHosts: project?.storageHosts?.join(', ') ?? '',
})

type NewProject = CallInput<typeof projects.create>['body']

const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed.trim().replace(',', '.')))

export function bodyOf(values: ProjectValues): NewProject {
  const memory = numberOf(values.memory)
  const hosts = values.storageHosts.split(/[\s,;]+/).filter((host) => host !== '')
  return {
    workspace: values.workspace,
    name: values.name.trim(),
    description: values.description.trim(),
    everyone: values.everyone,
    hidden: values.hidden,
    cpu: numberOf(values.cpu),
    memory: memory === null ? null : Math.round(memory * GiB),
    gpu: numberOf(values.gpu),
    gpuShares: numberOf(values.gpuShares),
    concurrentSessions: numberOf(values.concurrentSessions),
    storageHosts: hosts.length === 0 ? null : hosts,
  }
}

/** Only what differs from the project as it was when the form was opened. */
export function changesOf(values: ProjectValues, project: Project) {
  const { workspace: _, ...body } = bodyOf(values)
  const before: Readonly<Record<string, unknown>> = project
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  )
}

type Errors = { -readonly [Name in keyof ProjectValues]?: string }

export function checkProject(values: ProjectValues, t: ProjectTexts): FieldErrors<ProjectValues> {
  const words = t.form.errors
  const errors: Errors = {}
  if (values.name.trim() === '') errors.name = words.required
  else if (values.name.trim().length > 64) errors.name = words.long({ max: 64 })
  if (values.description.trim().length > 512) errors.description = words.long({ max: 512 })
  for (const name of limitNames) {
    const wrong = wrongLimit(values[name], limitRules[name], words)
    if (wrong !== undefined) errors[name] = wrong
  }
  if (bodyOf(values).storageHosts?.some((host) => !/^[A-Za-z0-9._-]{1,64}$/.test(host)))
    errors.storageHosts = words.hosts
  return errors
}

function wrongLimit(
  typed: string,
  { max, isWhole }: (typeof limitRules)[LimitName],
  words: ProjectTexts['form']['errors'],
): string | undefined {
  const value = numberOf(typed)
  if (value === null) return undefined
  if (!Number.isFinite(value)) return words.number
  if (value < 0 || value > max) return words.range({ max: String(max) })
  if (isWhole && !Number.isInteger(value)) return words.whole
  return Math.abs(value * 10 - Math.round(value * 10)) > 1e-6 ? words.step : undefined
}

/** What the server found wrong with fields of the form; nothing when it is about something else. */
export function refusedFields(error: unknown, values: ProjectValues, t: ProjectTexts) {
  if (!(error instanceof ApiProblem) || error.body.type !== 'invalid-input') return undefined
  const errors: Errors = {}
  for (const { path, code } of error.body['errors'] as readonly InputError[]) {
    const field = path.replace(/^body\./, '').split('.')[0] as keyof ProjectValues
    if (!(field in values)) return undefined
    errors[field] ??= code === 'taken' ? t.form.errors.taken : t.form.errors.other
  }
  return Object.keys(errors).length === 0 ? undefined : errors
}
