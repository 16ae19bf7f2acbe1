/** `berth templates ls | show | save | rename | rm`. */
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import { formatSize } from '../amounts.ts'
import type { Command } from '../command.ts'
import { findSession } from '../find-session.ts'
import { findTemplate, listTemplates } from '../find-start.ts'
import { findProject } from '../find-workspace.ts'
import type { Column } from '../output.ts'

const ofWhom = ({ example, projectName }: SessionTemplate) =>
  example ? 'example' : projectName === null ? 'yours' : `project ${projectName}`

const columns: readonly Column<SessionTemplate>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'OF', value: ofWhom },
  { title: 'TYPE', value: ({ settings }) => settings.type },
  { title: 'CPU', value: ({ settings }) => String(settings.resources.cpu), align: 'right' },
  { title: 'MEMORY', value: ({ settings }) => formatSize(settings.resources.memory), align: 'right' },
  { title: 'ID', value: ({ id }) => id },
]

const list: Command = {
  name: 'templates ls',
  summary: 'List the templates that you can start sessions from',
  async run({ output, server }) {
    await output.rows(
      await listTemplates(await server()),
      columns,
      'No templates. Keep the settings of a session as one: berth templates save NAME --from SESSION',
    )
  },
}

const show: Command = {
  name: 'templates show',
  summary: 'One template',
  arguments: 'NAME|ID',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const template = await findTemplate(await server(), reference)
    const { settings } = template
    const { resources } = settings
    await output.fields(template, [
      ['name', template.name],
      ['of', ofWhom(template)],
      ['type', settings.type],
      ['environment', settings.environment],
      ['resource-group', settings.resourceGroup],
      ['cpu', String(resources.cpu)],
      ['memory', formatSize(resources.memory)],
      ['shared-memory', formatSize(resources.sharedMemory)],
      ['gpu', String(resources.gpu)],
      ['gpu-shares', String(resources.gpuShares)],
      ['containers', String(settings.containers)],
      ['variables', settings.env.join(' ') || 'none'],
      ['time-limit', settings.timeLimit === null ? 'none' : `${settings.timeLimit} s`],
      ['command', settings.command ?? 'none'],
      ...(settings.type === 'service'
        ? ([
            ['port', String(settings.port ?? 'none')],
            ['audience', settings.audience],
          ] as const)
        : []),
      ...(settings.skipUserScripts ? ([['scripts', 'left out']] as const) : []),
    ])
  },
}

const save: Command = {
  name: 'templates save',
  summary: 'Keep the settings of a session as a template',
  arguments: 'NAME',
  count: [1, 1],
  options: {
    from: { type: 'string', value: 'SESSION', help: 'whose settings; its name or id' },
    project: { type: 'string', value: 'NAME|ID', help: 'for everybody in it, where you run its workspace' },
  },
  help: 'Of environment variables the names are kept, not the values. The command is kept as it is written.',
  async run({ names: [name = ''], options, output, server }) {
    const connected = await server()
    const session = await findSession(connected, options.text('from') ?? name)
    const { type, environment, resourceGroup, resources, containers, env, command, timeLimit } = session
    const { port, audience, skipUserScripts } = session
    const settings = {
      ...{ type, environment, resourceGroup, resources, containers, env: Object.keys(env), skipUserScripts },
      ...(type === 'interactive' ? {} : { command }),
      ...(type === 'batch' ? { timeLimit } : {}),
      ...(type === 'service' ? { port, audience } : {}),
    }
    const project = options.text('project')
    const body = {
      name,
      settings,
      ...(project === undefined ? {} : { project: (await findProject(connected, project)).id }),
    }
    const template = await connected.client.sessionTemplates.create({ body })
    await output.done(template, `${template.name} was saved as a template.`)
  },
}

const rename: Command = {
  name: 'templates rename',
  summary: 'Give a template another name',
  arguments: 'NAME|ID NEW',
  count: [2, 2],
  async run({ names: [reference = '', name = ''], output, server }) {
    const connected = await server()
    const { id } = await findTemplate(connected, reference)
    const template = await connected.client.sessionTemplates.update({ params: { id }, body: { name } })
    await output.done(template, `The template is named ${template.name} now.`)
  },
}

const remove: Command = {
  name: 'templates rm',
  summary: 'Delete templates; sessions that were started from them go on',
  arguments: 'NAME|ID…',
  count: [1, 50],
  async run({ names, output, server }) {
    const connected = await server()
    for (const reference of names) {
      const { id, name } = await findTemplate(connected, reference)
      await connected.client.sessionTemplates.remove({ params: { id } })
      await output.done({ id, name }, `${name} was deleted.`)
    }
  },
}

export const templateCommands: readonly Command[] = [list, show, save, rename, remove]
