/** What a template or a preset says of a session; what the options say goes before it. */
import type { SessionCreate } from '@berth/contract/sessions.ts'
import type { Options } from './command.ts'
import { usage } from './failure.ts'
import { findPreset, findTemplate } from './find-start.ts'
import type { Server } from './server.ts'

export interface StartingPoint {
  readonly type?: SessionCreate['type']
  readonly command?: string
  readonly timeLimit?: number
  readonly service?: Pick<SessionCreate, 'port' | 'audience'>
  readonly skipUserScripts?: boolean
  readonly where: Pick<SessionCreate, 'environment' | 'resourceGroup' | 'containers'>
  readonly resources: SessionCreate['resources']
  readonly mounts?: NonNullable<SessionCreate['mounts']>
  /** Variables whose values have to be said. */
  readonly variables: readonly string[]
}

export async function startingPoint(
  options: Options,
  server: () => Promise<Server>,
): Promise<StartingPoint | undefined> {
  const [template, preset] = [options.text('template'), options.text('preset')]
  if (template !== undefined && preset !== undefined) throw usage('either --template or --preset, not both')
  if (preset !== undefined) {
    const { resources } = await findPreset(await server(), preset)
    return { where: {}, resources, variables: [] }
  }
  if (template === undefined) return undefined
  const { settings } = await findTemplate(await server(), template)
  const { type, command, timeLimit, environment, resourceGroup, containers, resources, env, mounts } = settings
  const { port, audience, skipUserScripts } = settings
  return {
    type,
    ...(command === null || command === '' ? {} : { command }),
    ...(timeLimit === null ? {} : { timeLimit }),
    ...(type === 'service' ? { service: { ...(port === null ? {} : { port }), audience } } : {}),
    skipUserScripts,
    where: { environment, resourceGroup, containers },
    resources,
    mounts,
    variables: env,
  }
}
