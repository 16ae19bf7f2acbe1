/** Between what the form holds and what presets and templates say. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { sessionTemplates, SessionTemplate, TemplateSettings } from '@berth/contract/session-templates.ts'
import { servicePort, type Session } from '@berth/contract/sessions.ts'
import { GiB, MiB } from '../../../parts/amounts.ts'
import { toBody, valuesOf } from './start-form.ts'
import type { StartValues } from './start-form.ts'
import { mountsBody, mountsOf, mountsOfTemplate } from './start-mounts.ts'
import { rememberedValues } from './start-memory.ts'

/** As a template is created with them. */
export type NewSettings = CallInput<typeof sessionTemplates.create>['body']['settings']

/** Neither the name nor the start time, and no value of a variable. */
export function settingsOf(values: StartValues, resourceGroup: string): NewSettings {
  const { resources, containers = 1, mounts = [], env = {}, timeLimit, port, ...rest } = toBody(values, {})
  const { type, environment, command = '', audience, skipUserScripts = false } = rest
  return {
    ...{ type, environment, resourceGroup, resources, containers, mounts, env: Object.keys(env), skipUserScripts },
    ...(type === 'batch' ? { command, timeLimit: timeLimit ?? null } : {}),
    // a port that is none yet is not kept
    ...(type === 'service' ? { command, audience, port: servicePort.safeParse(port).data ?? null } : {}),
  }
}

export function settingsOfSession(session: Session): NewSettings {
  const { type, environment, resourceGroup, resources, containers, env, command, timeLimit } = session
  const { port, audience, skipUserScripts } = session
  const mounts = mountsBody(mountsOf(session))
  return {
    ...{ type, environment, resourceGroup, resources, containers, mounts, env: Object.keys(env), skipUserScripts },
    ...(type === 'batch' ? { command, timeLimit } : {}),
    ...(type === 'service' ? { command, port, audience } : {}),
  }
}

/** What was typed as a name stays: a template has none. */
export function valuesOfTemplate(settings: TemplateSettings, name: string): StartValues {
  const { type, environment, resources, containers, mounts, env, command, timeLimit } = settings
  const { port, audience, skipUserScripts } = settings
  return {
    name,
    type,
    environment,
    command: command ?? '',
    port: port === null ? '' : String(port),
    audience,
    skipUserScripts,
    ...valuesOfPreset(resources),
    containers,
    mounts: mountsOfTemplate(mounts),
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

/** What START is opened with: a session, or a template, or a preset over what was started last. */
export function wantedValues(
  like: Session | undefined,
  template: SessionTemplate | undefined,
  preset: ResourcePreset | undefined,
): StartValues {
  if (like !== undefined) return valuesOf(like)
  if (template !== undefined) return valuesOfTemplate(template.settings, '')
  const last = rememberedValues(localStorage)
  return preset === undefined ? last : { ...last, ...valuesOfPreset(preset.resources), containers: 1 }
}

/** Where it is to run, where that is said. */
export const groupOf = (like: Session | undefined, template: SessionTemplate | undefined): string | undefined =>
  like?.resourceGroup ?? template?.settings.resourceGroup

/** Are these the amounts that the form shows now? */
export const isSize = (values: StartValues, amounts: Partial<StartValues>): boolean =>
  (['cpu', 'memory', 'gpu', 'gpuShares', 'sharedMemory', 'containers'] as const).every(
    (name) => amounts[name] === undefined || Math.abs(values[name] - amounts[name]) < 1e-6,
  )
