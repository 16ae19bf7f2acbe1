/** `berth projects ls | show | create | edit | members | add | remove`. */
import type { Project, ProjectLimits } from '@berth/contract/projects.ts'
import { formatSize, parseNumber, parseSize } from '../amounts.ts'
import type { Command, Options, OptionSpec } from '../command.ts'
import { usage } from '../failure.ts'
import { allOf, findMember, findProject, findWorkspace } from '../find-workspace.ts'
import type { Column } from '../output.ts'

type Limit = keyof ProjectLimits

const yesNo = ['yes', 'no'] as const
const limitOptions: Readonly<Record<Limit, string>> = {
  cpu: 'cpu',
  memory: 'memory',
  gpu: 'gpu',
  gpuShares: 'gpu-shares',
  concurrentSessions: 'concurrent-sessions',
}
const limitNames = Object.keys(limitOptions) as Limit[]
const choice = (help: string): OptionSpec => ({ type: 'string', value: 'yes|no', choices: yesNo, help })

const options: Readonly<Record<string, OptionSpec>> = {
  description: { type: 'string', value: 'TEXT', help: 'what it is for' },
  everyone: choice('all members of the workspace are in it'),
  hidden: choice('only those see it in lists who ask for hidden projects'),
  cpu: { type: 'string', value: 'N', help: 'cores in all its sessions together, or unlimited' },
  memory: { type: 'string', value: 'SIZE', help: 'in all its sessions together, such as 64GiB, or unlimited' },
  gpu: { type: 'string', value: 'N', help: 'whole GPUs, or unlimited' },
  'gpu-shares': { type: 'string', value: 'N', help: 'fractional GPUs, or unlimited' },
  'concurrent-sessions': { type: 'string', value: 'N', help: 'sessions at a time, or unlimited' },
  'storage-hosts': { type: 'string', value: 'NAMES', help: 'names with commas, or all' },
}

function flagOf(given: Options, name: string, command: string): boolean | undefined {
  const text = given.text(name)
  if (text === undefined) return undefined
  if (text !== 'yes' && text !== 'no') throw usage(`--${name} is yes or no`, command)
  return text === 'yes'
}

function readFields(given: Options, command: string) {
  const limits = limitNames.flatMap((name): [Limit, number | null][] => {
    const option = limitOptions[name]
    const text = given.text(option)
    if (text === undefined) return []
    if (text === 'unlimited' || text === '∞') return [[name, null]]
    return [[name, name === 'memory' ? parseSize(text, `--${option}`) : parseNumber(text, `--${option}`)]]
  })
  const hosts = given.text('storage-hosts')
  const fields = {
    description: given.text('description'),
    everyone: flagOf(given, 'everyone', command),
    hidden: flagOf(given, 'hidden', command),
    storageHosts:
      hosts === undefined ? undefined : hosts === 'all' ? null : hosts.split(/[\s,]+/).filter((host) => host !== ''),
    ...Object.fromEntries(limits),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Project>
}

const limitsText = (project: Project): string =>
  limitNames
    .filter((name) => project[name] !== null)
    .map((name) => `${limitOptions[name]} ${name === 'memory' ? formatSize(project.memory ?? 0) : project[name]}`)
    .join(', ') || 'unlimited'

const list: Command = {
  name: 'projects ls',
  summary: 'List the projects that you can start sessions in',
  options: {
    workspace: { type: 'string', short: 'w', value: 'NAME|ID', help: 'only of this workspace' },
    all: { type: 'boolean', short: 'a', help: 'also those of others and inactive ones, for administrators' },
    hidden: { type: 'boolean', help: 'also hidden ones' },
    examples: { type: 'boolean', help: 'also examples, where your preferences leave them out' },
    search: { type: 'string', short: 'q', help: 'only those whose name or description contains this' },
  },
  async run({ options: given, output, server }) {
    const connected = await server()
    const [workspace, q] = [given.text('workspace'), given.text('search')]
    const leavesOut = !given.flag('examples') && (await connected.client.preferences.show()).hideExamples
    const filter = {
      ...(given.flag('all') ? ({ all: 'true' } as const) : given.flag('hidden') ? {} : ({ hidden: 'false' } as const)),
      ...(workspace === undefined ? {} : { workspace: (await findWorkspace(connected, workspace)).id }),
      ...(leavesOut ? ({ example: 'false' } as const) : {}),
      ...(q === undefined ? {} : { q }),
    }
    const found = await allOf((page) => connected.client.projects.list({ query: { ...page, ...filter } }))
    await output.rows(found, given.flag('all') ? [...columns, state] : columns, 'No projects.')
  },
}

const show: Command = {
  name: 'projects show',
  summary: 'One project',
  arguments: 'PROJECT',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const project = await findProject(await server(), reference)
    await output.fields(project, [
      ['name', project.name],
      ['id', project.id],
      ['workspace', project.workspaceName],
      ['description', project.description || '-'],
      ['state', project.active ? 'active' : 'inactive'],
      ['members', project.everyone ? 'everyone in the workspace' : 'chosen'],
      ['hidden', project.hidden ? 'yes' : 'no'],
      ['example', project.example ? 'yes' : 'no'],
      ['limits', limitsText(project)],
      ['storage hosts', project.storageHosts?.join(' ') ?? 'all'],
      ['created', project.createdAt],
    ])
  },
}

const create: Command = {
  name: 'projects create',
  summary: 'Create a project; for administrators',
  arguments: 'WORKSPACE NAME',
  count: [2, 2],
  options,
  async run({ names: [reference = '', name = ''], options: given, output, server }) {
    const connected = await server()
    const { id: workspace } = await findWorkspace(connected, reference)
    const body = { workspace, name, ...readFields(given, 'projects create') }
    const made = await connected.client.projects.create({ body })
    await output.done(made, `${made.name}  ${made.id}`)
  },
}

const edit: Command = {
  name: 'projects edit',
  summary: 'Change a project; for administrators',
  arguments: 'PROJECT',
  count: [1, 1],
  options: {
    name: { type: 'string', value: 'NAME', help: 'a new one' },
    active: choice('no: nothing new starts in it; what runs goes on'),
    ...options,
  },
  help: 'What is not named stays.',
  async run({ names: [reference = ''], options: given, output, server }) {
    const [name, active] = [given.text('name'), flagOf(given, 'active', 'projects edit')]
    const body = {
      ...(name === undefined ? {} : { name }),
      ...(active === undefined ? {} : { active }),
      ...readFields(given, 'projects edit'),
    }
    if (Object.keys(body).length === 0) throw usage('say what to change', 'projects edit')
    const connected = await server()
    const { id, version } = await findProject(connected, reference)
    const headers = { 'if-match': `"${version}"` }
    const changed = await connected.client.projects.update({ params: { id }, body }, { headers })
    await output.done(changed, `${changed.name} was changed.`)
  },
}

const members: Command = {
  name: 'projects members',
  summary: 'Who is in a project',
  arguments: 'PROJECT',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id } = await findProject(connected, reference)
    const found = await allOf((query) => connected.client.projects.members({ params: { id }, query }))
    await output.rows(
      found,
      [
        { title: 'EMAIL', value: ({ email }) => email },
        { title: 'USERNAME', value: ({ username }) => username },
        { title: 'NAME', value: ({ fullName }) => fullName },
        { title: 'ADDED', value: ({ addedAt }) => addedAt },
      ],
      'Nobody is in it.',
    )
  },
}

const changeMember = (verb: 'add' | 'remove'): Command => ({
  name: `projects ${verb}`,
  summary: verb === 'add' ? 'Put a member of the workspace into a project' : 'Take somebody out of a project',
  arguments: 'PROJECT EMAIL|USERNAME|ID',
  count: [2, 2],
  async run({ names: [reference = '', who = ''], output, server }) {
    const connected = await server()
    const project = await findProject(connected, reference)
    const member = await findMember(connected, project.workspace, who)
    const params = { id: project.id, user: member.id }
    if (verb === 'add') await connected.client.projects.addMember({ params })
    else await connected.client.projects.removeMember({ params })
    await output.done(member, `${member.email} is ${verb === 'add' ? 'in' : 'not in'} ${project.name} now.`)
  },
})

export const projectCommands: readonly Command[] = [
  list,
  show,
  create,
  edit,
  members,
  changeMember('add'),
  changeMember('remove'),
]

const columns: readonly Column<Project>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'WORKSPACE', value: ({ workspaceName }) => workspaceName },
  { title: 'LIMITS', value: limitsText },
  { title: 'DESCRIPTION', value: ({ description }) => description },
]
const state: Column<Project> = { title: 'STATE', value: ({ active }) => (active ? 'active' : 'inactive') }
