/** Between what the form holds and what presets and templates say. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { sessionTemplates, TemplateSettings } from '@berth/contract/session-templates.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { GiB, MiB } from '../../../parts/amounts.ts'
import { toBody } from './start-form.ts'
import type { StartValues } from './start-form.ts'

/** As a template is created with them. */
export type NewSettings = CallInput<typeof sessionTemplates.create>['body']['settings']

/** Neither the name nor the start time, and no value of a variable. */
export function settingsOf(values: StartValues, resourceGroup: string): NewSettings {
  const { type, resources, containers = 1, env = {}, command, timeLimit } = toBody(values, {})
  const ofBatch = type === 'batch' ? { command: command ?? '', timeLimit: timeLimit ?? null } : {}
  return { type, resourceGroup, resources, containers, env: Object.keys(env), ...ofBatch }
}

export function settingsOfSession(session: Session): NewSettings {
  const { type, environment, resourceGroup, resources, containers, env, command, timeLimit } = session
  const ofBatch = type === 'batch' ? { command, timeLimit } : {}
  return { type, environment, resourceGroup, resources, containers, env: Object.keys(env), ...ofBatch }
}

/** What was typed as a name stays: a template has none. */
export function valuesOfTemplate(settings: TemplateSettings, name: string): StartValues {
  const { type, resources, containers, env, command, timeLimit } = settings
  return {
    name,
    type,
    command: command ?? '',
    ...valuesOfPreset(resources),
    containers,
    env: env.map((variable, key) => ({ key, name: variable, value: '' })),
    startsAt: '',
    timeLimit: timeLimit === null ? null : timeLimit / 60,
  }
}

type Amounts = Pick<StartValues, 'cpu' | 'memory' | 'gpu' | 'gpuShares' | 'sharedMemory'>

export const valuesOfPreset = ({
  cpu,
  memory,
  gpu,
  gpuShares,
  sharedMemory,
}: ResourcePreset['resources']): Amounts => ({
  cpu,
  memory: memory / GiB,
  gpu,
  gpuShares,
  sharedMemory: sharedMemory / MiB,
})

/** Are these the amounts that the form shows now? */
export const isSize = (values: StartValues, amounts: Partial<StartValues>): boolean =>
  (['cpu', 'memory', 'gpu', 'gpuShares', 'sharedMemory', 'containers'] as const).every(
    (name) => amounts[name] === undefined || Math.abs(values[name] - amounts[name]) < 1e-6,
  )
