/** A preset or a template by name or id, without regard to case. */
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import { exitCodes, Failure } from './failure.ts'
import { allOf } from './find-workspace.ts'
import type { Server } from './server.ts'

interface Named {
  readonly id: string
  readonly name: string
}

const meant = <Item extends Named>(items: readonly Item[], reference: string): Item[] =>
  items.filter((item) => [item.id, item.name].some((name) => name.toLowerCase() === reference.toLowerCase()))

export const listPresets = ({ client }: Server) => allOf((query) => client.resourcePresets.list({ query }))

export async function findPreset(server: Server, reference: string): Promise<ResourcePreset> {
  const [preset] = meant(await listPresets(server), reference)
  if (preset) return preset
  throw new Failure(exitCodes.notFound, `There is no preset ${reference}.`, 'See: berth presets ls')
}

export const listTemplates = ({ client }: Server) => allOf((query) => client.sessionTemplates.list({ query }))

/** Own ones come before those of projects, and those before examples. */
export async function findTemplate(server: Server, reference: string): Promise<SessionTemplate> {
  const found = meant(await listTemplates(server), reference)
  const own = found.filter(({ owner }) => owner !== null)
  const ofProjects = found.filter(({ project }) => project !== null)
  const [template, ...others] = [own, ofProjects, found].find((some) => some.length > 0) ?? []
  if (!template) throw new Failure(exitCodes.notFound, `There is no template ${reference}.`, 'See: berth templates ls')
  if (others.length === 0) return template
  throw new Failure(
    exitCodes.refused,
    `Several projects have a template ${reference}; say which one by its id.`,
    [template, ...others].map(({ id, projectName }) => `  ${id}  ${projectName}`).join('\n'),
  )
}
