/** `berth presets ls | check`; for administrators also `create | edit | rm`. */
import type { PresetOutlook, ResourcePreset } from '@berth/contract/resource-presets.ts'
import { formatSize, parseNumber, parseSize } from '../amounts.ts'
import type { Command, Options } from '../command.ts'
import { usage } from '../failure.ts'
import { findPreset, listPresets } from '../find-start.ts'
import { findProject } from '../find-workspace.ts'
import type { Column } from '../output.ts'

const columns: readonly Column<ResourcePreset>[] = [
  { title: 'PLACE', value: ({ position }) => String(position), align: 'right' },
  { title: 'NAME', value: ({ name }) => name },
  { title: 'CPU', value: ({ resources }) => String(resources.cpu), align: 'right' },
  { title: 'MEMORY', value: ({ resources }) => formatSize(resources.memory), align: 'right' },
  { title: 'SHARED', value: ({ resources }) => formatSize(resources.sharedMemory), align: 'right' },
  { title: 'GPU', value: ({ resources }) => String(resources.gpu), align: 'right' },
  { title: 'FGPU', value: ({ resources }) => String(resources.gpuShares), align: 'right' },
  { title: 'DESCRIPTION', value: ({ description }) => description },
]

const list: Command = {
  name: 'presets ls',
  summary: 'List resource presets, in their order',
  async run({ output, server }) {
    await output.rows(await listPresets(await server()), columns, 'There are no presets.')
  },
}

const verdicts = { starts: 'starts now', waits: 'waits', refused: 'refused' } as const

const outlookColumns: readonly Column<PresetOutlook>[] = [
  { title: 'NAME', value: ({ preset }) => preset.name },
  { title: 'OUTLOOK', value: ({ verdict }) => verdicts[verdict] },
  { title: 'WHY', value: ({ violations, reason }) => violations.map(violationText).join('; ') || (reason ?? '') },
]

const violationText = ({ limit, resource, used, asked, max }: PresetOutlook['violations'][number]) => {
  const text = (amount: number) => (resource === 'memory' ? formatSize(amount) : String(amount))
  return `${limit} ${resource}: ${text(asked)} asked, ${text(used)} in use, ${text(max)} at most`
}

const check: Command = {
  name: 'presets check',
  summary: 'What would come of a session of each preset',
  options: {
    project: { type: 'string', value: 'NAME|ID', help: "the workspace's first otherwise" },
    'resource-group': { type: 'string', value: 'NAME', help: 'where it would run' },
    containers: { type: 'string', value: 'NUMBER', help: 'each with these amounts; 1 otherwise' },
  },
  async run({ options, output, server }) {
    const connected = await server()
    const [project, resourceGroup, containers] = ['project', 'resource-group', 'containers'].map((name) =>
      options.text(name),
    )
    const query = {
      ...(project === undefined ? {} : { project: (await findProject(connected, project)).id }),
      ...(resourceGroup === undefined ? {} : { resourceGroup }),
      ...(containers === undefined ? {} : { containers: parseNumber(containers, '--containers') }),
    }
    const { items } = await connected.client.resourcePresets.outlook({ query })
    await output.rows(items, outlookColumns, 'There are no presets.')
  },
}

const amountOptions = {
  cpu: { type: 'string', value: 'CORES', help: 'such as 2 or 0.5' },
  memory: { type: 'string', short: 'm', value: 'SIZE', help: 'such as 512MiB or 4GiB' },
  'shared-memory': { type: 'string', value: 'SIZE', help: 'of /dev/shm, within the memory' },
  gpu: { type: 'string', value: 'NUMBER', help: 'whole GPUs' },
  'gpu-shares': { type: 'string', value: 'NUMBER', help: 'fractions of a GPU, in steps of 0.1' },
} satisfies Command['options']
const textOptions = {
  description: { type: 'string', value: 'TEXT', help: 'what it is good for' },
  place: { type: 'string', value: 'NUMBER', help: 'among the others, from 1' },
} satisfies Command['options']

const amountReaders = {
  cpu: ['cpu', parseNumber],
  memory: ['memory', parseSize],
  'shared-memory': ['sharedMemory', parseSize],
  gpu: ['gpu', parseNumber],
  'gpu-shares': ['gpuShares', parseNumber],
} as const

function readAmounts(options: Options): Partial<ResourcePreset['resources']> {
  const said = Object.entries(amountReaders).flatMap(([option, [key, read]]) => {
    const text = options.text(option)
    return text === undefined ? [] : [[key, read(text, `--${option}`)] as const]
  })
  return Object.fromEntries(said)
}

function readTexts(options: Options) {
  const [description, place] = [options.text('description'), options.text('place')]
  return {
    ...(description === undefined ? {} : { description }),
    ...(place === undefined ? {} : { position: parseNumber(place, '--place') }),
  }
}

const create: Command = {
  name: 'presets create',
  summary: 'Create a resource preset',
  arguments: 'NAME',
  count: [1, 1],
  options: { ...amountOptions, ...textOptions },
  async run({ names: [name = ''], options, output, server }) {
    const { cpu, memory, ...more } = readAmounts(options)
    if (cpu === undefined || memory === undefined) throw usage('--cpu and --memory are needed', 'presets create')
    const body = { name, ...readTexts(options), resources: { cpu, memory, ...more } }
    const preset = await (await server()).client.resourcePresets.create({ body })
    await output.done(preset, `${preset.name} was created.`)
  },
}

const edit: Command = {
  name: 'presets edit',
  summary: 'Change a resource preset, or its place',
  arguments: 'NAME|ID',
  count: [1, 1],
  options: { ...amountOptions, ...textOptions, name: { type: 'string', short: 'n', help: 'another name' } },
  help: 'What is not named stays. Sessions of its size go on.',
  async run({ names: [reference = ''], options, output, server }) {
    const amounts = readAmounts(options)
    const name = options.text('name')
    const changes = { ...(name === undefined ? {} : { name }), ...readTexts(options) }
    if (Object.keys({ ...amounts, ...changes }).length === 0) throw usage('say what to change', 'presets edit')
    const connected = await server()
    const { id, resources, version } = await findPreset(connected, reference)
    const body = Object.keys(amounts).length === 0 ? changes : { ...changes, resources: { ...resources, ...amounts } }
    const preset = await connected.client.resourcePresets.update(
      { params: { id }, body },
      { headers: { 'if-match': `"${version}"` } },
    )
    await output.done(preset, `${preset.name} was saved.`)
  },
}

const remove: Command = {
  name: 'presets rm',
  summary: 'Delete resource presets; sessions of their size go on',
  arguments: 'NAME|ID…',
  count: [1, 50],
  async run({ names, output, server }) {
    const connected = await server()
    for (const reference of names) {
      const { id, name } = await findPreset(connected, reference)
      await connected.client.resourcePresets.remove({ params: { id } })
      await output.done({ id, name }, `${name} was deleted.`)
    }
  },
}

export const presetCommands: readonly Command[] = [list, check, create, edit, remove]
