/** The START dialog without its looks: values, what is sent, whether it would start now. */
import { hiddenText } from '@berth/contract/hidden-text.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import type { Session, SessionCreate } from '@berth/contract/sessions.ts'
import { GiB, MiB } from '../../../parts/amounts.ts'
import { mountsBody, mountsOf } from './start-mounts.ts'
import type { MountRow } from './start-mounts.ts'

export interface EnvRow {
  readonly key: number
  readonly name: string
  readonly value: string
  /** There was a value, which a draft does not keep. */
  readonly isLeftOut?: true
}

export interface StartValues {
  readonly name: string
  readonly type: 'interactive' | 'batch' | 'service'
  readonly environment: string
  readonly command: string
  /** Service: where the command listens, and who may open it. */
  readonly port: string
  readonly audience: 'owner' | 'project'
  readonly cpu: number
  /** GiB, as the slider shows it. */
  readonly memory: number
  readonly gpu: number
  /** Where GPUs are given out in fractions. */
  readonly gpuShares: number
  /** Each gets the amounts above. */
  readonly containers: number
  readonly mounts: readonly MountRow[]
  readonly env: readonly EnvRow[]
  readonly skipUserScripts: boolean
  /** MiB. */
  readonly sharedMemory: number
  /** As `datetime-local` gives it; empty for at once. */
  readonly startsAt: string
  /** Minutes; null for none. */
  readonly timeLimit: number | null
}

export type StartField =
  | 'name'
  | 'environment'
  | 'command'
  | 'port'
  | 'cpu'
  | 'memory'
  | 'gpu'
  | 'gpuShares'
  | 'containers'
  | 'mounts'
  | 'env'
  | 'sharedMemory'
  | 'startsAt'
  | 'timeLimit'

export const sliders = {
  cpu: { min: 0.5, step: 0.5 },
  memory: { min: 0.25, step: 0.25 },
  gpu: { min: 0, step: 1 },
  gpuShares: { min: 0, step: 0.1 },
} as const
export type SliderName = keyof typeof sliders
export const sharedMemoryStep = 64

/** Those there is something of; GPUs are whole or fractions, as the machines give them out. */
export function slidersOf(report: ResourceReport): SliderName[] {
  const gpu = report.fractionalGpus ? 'gpuShares' : 'gpu'
  const isThere = report[gpu].max > 0 || report[gpu].used > 0
  return isThere ? ['cpu', 'memory', gpu] : ['cpu', 'memory']
}

/** The largest value that a slider can have: what can pass for each container, in its own unit, down to its step. */
export function sliderEnd(name: SliderName, report: ResourceReport, containers = 1): number {
  const { step } = sliders[name]
  const max = report[name].max / containers / (name === 'memory' ? GiB : 1)
  return round(Math.floor(max / step + 1e-9) * step)
}

/** What is free this moment for each container, in the slider's unit. */
export const sliderFree = (name: SliderName, report: ResourceReport, containers = 1): number =>
  round(Math.max(0, report[name].free / containers / (name === 'memory' ? GiB : 1)))

const round = (value: number) => Math.round(value * 1e6) / 1e6

export const emptyValues: StartValues = {
  name: '',
  type: 'interactive',
  environment: 'this-machine',
  command: '',
  port: '',
  audience: 'owner',
  cpu: 1,
  memory: 1,
  gpu: 0,
  gpuShares: 0,
  containers: 1,
  mounts: [],
  env: [],
  skipUserScripts: false,
  sharedMemory: 64,
  startsAt: '',
  timeLimit: null,
}

/** Within what can pass; a remembered choice may be from a larger machine. */
export function fitValues(values: StartValues, report: ResourceReport): StartValues {
  const containers = Math.min(Math.max(1, values.containers), Math.max(1, report.containers.max))
  const fit = (name: SliderName) => {
    const end = sliderEnd(name, report, containers)
    return Math.min(Math.max(values[name], sliders[name].min), Math.max(end, sliders[name].min))
  }
  const shown = slidersOf(report)
  const memory = fit('memory')
  return {
    ...values,
    containers,
    cpu: fit('cpu'),
    memory,
    gpu: shown.includes('gpu') ? fit('gpu') : 0,
    gpuShares: shown.includes('gpuShares') ? fit('gpuShares') : 0,
    sharedMemory: Math.min(values.sharedMemory, memory * 1024),
  }
}

/** Where it starts; what is not said is the first there is. */
export interface StartPlace {
  readonly project?: string | undefined
  readonly resourceGroup?: string | undefined
}

export function toBody(values: StartValues, { project, resourceGroup }: StartPlace): SessionCreate {
  const body: SessionCreate = {
    type: values.type,
    environment: values.environment,
    resources: { cpu: round(values.cpu), memory: Math.round(values.memory * GiB) },
  }
  if (project !== undefined) body.project = project
  if (resourceGroup !== undefined) body.resourceGroup = resourceGroup
  if (values.name.trim() !== '') body.name = values.name.trim()
  if (values.gpu > 0) body.resources.gpu = values.gpu
  if (values.gpuShares > 0) body.resources.gpuShares = round(values.gpuShares)
  if (values.containers > 1) body.containers = values.containers
  body.resources.sharedMemory = Math.round(values.sharedMemory * MiB)
  if (values.mounts.length > 0) body.mounts = mountsBody(values.mounts)
  const env = values.env.filter((row) => row.name.trim() !== '' || row.value !== '')
  if (env.length > 0) body.env = Object.fromEntries(env.map((row) => [row.name.trim(), row.value]))
  if (values.skipUserScripts) body.skipUserScripts = true
  if (values.type === 'service') {
    body.command = values.command
    body.port = /^\d{1,5}$/.test(values.port.trim()) ? Number(values.port) : Number.NaN
    body.audience = values.audience
  }
  if (values.type === 'batch') {
    body.command = values.command
    if (values.startsAt !== '') body.startsAt = new Date(values.startsAt).toISOString()
    if (values.timeLimit !== null) body.timeLimit = Math.round(values.timeLimit * 60)
  }
  return body
}

/** The field that a path of the schema or of the server's answer speaks of. */
export function fieldOf(path: string): StartField | undefined {
  const [first, second] = path.replace(/^body\./, '').split('.')
  const name = first === 'resources' ? second : first
  const known: readonly string[] = [
    'name',
    'environment',
    'command',
    'port',
    'cpu',
    'memory',
    'gpu',
    'gpuShares',
    'containers',
    'mounts',
    'env',
    'sharedMemory',
    'startsAt',
    'timeLimit',
  ]
  return name !== undefined && known.includes(name) ? (name as StartField) : undefined
}

/** What a form needs that the schema does not see: two rows of one name would silently become one. */
export function doubledName(env: readonly EnvRow[]): string | undefined {
  const names = env.map((row) => row.name.trim()).filter((name) => name !== '')
  return names.find((name, index) => names.indexOf(name) !== index)
}

export type Verdict =
  | { readonly name: 'now' }
  | { readonly name: 'at'; readonly at: string }
  | { readonly name: 'never'; readonly resource: SliderName | 'sessions' | 'containers' | 'pendingSessions' }
  | { readonly name: 'behind' }
  | {
      readonly name: 'waits'
      readonly lacking: readonly { readonly resource: SliderName; readonly asked: number; readonly free: number }[]
    }

/** Would it start this moment? From what was last reported, until the server has said it of this very request. */
export function verdict(values: StartValues, report: ResourceReport): Verdict {
  const { containers } = values
  const asked = slidersOf(report).filter((name) => values[name] > 0)
  const never = asked.find((name) => values[name] > sliderEnd(name, report, containers) + 1e-9)
  if (never !== undefined) return { name: 'never', resource: never }
  if (containers > report.containers.max) return { name: 'never', resource: 'containers' }
  const later = values.type === 'batch' && values.startsAt !== ''
  if (!later && report.sessions.max !== null && report.sessions.max <= 0) return { name: 'never', resource: 'sessions' }
  const lacking = asked
    .map((resource) => ({ resource, asked: values[resource], free: sliderFree(resource, report, containers) }))
    .filter((item) => item.asked > item.free + 1e-9)
  const waits = later || lacking.length > 0 || report.queued > 0
  if (waits && report.pendingSessions.max !== null && report.pendingSessions.max <= 0)
    return { name: 'never', resource: 'pendingSessions' }
  if (later) return { name: 'at', at: values.startsAt }
  if (lacking.length > 0) return { name: 'waits', lacking }
  return report.queued > 0 ? { name: 'behind' } : { name: 'now' }
}

/** `NAME=value` lines, with `export` and quotes as people paste them; undefined when the text is something else. */
export function parseEnvLines(text: string): { name: string; value: string }[] | undefined {
  const rows = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue
    const found = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line)
    if (found === null) return undefined
    const [, name = '', value = ''] = found
    const quoted = /^(["'])(.*)\1\s*$/.exec(value)
    rows.push({ name, value: quoted?.[2] ?? value.trimEnd() })
  }
  return rows.length > 0 ? rows : undefined
}

/** The same again. Of variables whose values are hidden the names stay, with empty values. */
export function valuesOf(session: Session): StartValues {
  return {
    name: session.name,
    type: session.type,
    environment: session.environment,
    command: session.command ?? '',
    port: session.port === null ? '' : String(session.port),
    audience: session.audience,
    cpu: session.resources.cpu,
    memory: session.resources.memory / GiB,
    gpu: session.resources.gpu,
    gpuShares: session.resources.gpuShares,
    containers: session.containers,
    mounts: mountsOf(session),
    env: Object.entries(session.env).map(([name, value], key) => ({
      key,
      name,
      value: value.includes(hiddenText) ? '' : value,
    })),
    skipUserScripts: session.skipUserScripts,
    sharedMemory: session.resources.sharedMemory / MiB,
    startsAt: '',
    timeLimit: session.timeLimit === null ? null : session.timeLimit / 60,
  }
}
