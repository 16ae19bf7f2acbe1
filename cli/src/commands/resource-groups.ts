/** `berth resource-groups ls | edit`. */
import { schedulers, type ResourceGroup } from '@berth/contract/resource-groups.ts'
import { formatSize, parseSpan } from '../amounts.ts'
import type { Command } from '../command.ts'
import { usage } from '../failure.ts'
import type { Column } from '../output.ts'

const list: Command = {
  name: 'resource-groups ls',
  summary: 'List resource groups: what their machines have, what sessions hold, how many wait',
  async run({ output, server }) {
    const { items } = await (await server()).client.resourceGroups.list()
    await output.rows(items, columns, 'No resource groups.')
  },
}

const edit: Command = {
  name: 'resource-groups edit',
  summary: 'Change whose turn it is in the queue of a resource group; for administrators',
  arguments: 'NAME',
  count: [1, 1],
  options: {
    scheduler: {
      type: 'string',
      value: schedulers.join('|'),
      choices: schedulers,
      help: 'who waits longest first, or whoever had least',
    },
    'hold-after': { type: 'string', value: 'TIME', help: 'room is held back for what waits longer, such as 10m' },
  },
  help: 'What is not named stays. What runs goes on.',
  async run({ names: [name = ''], options, output, server }) {
    const [wanted, hold] = [options.text('scheduler'), options.text('hold-after')]
    const scheduler = schedulers.find((one) => one === wanted)
    if (wanted !== undefined && scheduler === undefined)
      throw usage(`--scheduler is one of ${schedulers.join(', ')}`, 'resource-groups edit')
    const body = {
      ...(scheduler === undefined ? {} : { scheduler }),
      ...(hold === undefined ? {} : { holdAfter: parseSpan(hold, '--hold-after') }),
    }
    if (Object.keys(body).length === 0) throw usage('say what to change', 'resource-groups edit')
    const { client } = await server()
    const { version } = await client.resourceGroups.show({ params: { name } })
    const headers = { 'if-match': `"${version}"` }
    const group = await client.resourceGroups.update({ params: { name }, body }, { headers })
    await output.done(group, `${group.name} was saved: ${group.scheduler}, room held back after ${group.holdAfter} s.`)
  },
}

const used = (title: string, of: (amounts: ResourceGroup['capacity']) => string): Column<ResourceGroup> => ({
  title,
  value: ({ allocated, capacity }) => `${of(allocated)} / ${of(capacity)}`,
  align: 'right',
})

const columns: readonly Column<ResourceGroup>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'STATE', value: ({ available }) => (available ? 'available' : 'unavailable') },
  { title: 'MACHINES', value: ({ availableNodes, nodes }) => `${availableNodes} of ${nodes}`, align: 'right' },
  { title: 'SCHEDULER', value: ({ scheduler }) => scheduler },
  { title: 'HOLD AFTER', value: ({ holdAfter }) => `${holdAfter} s`, align: 'right' },
  used('CPU', ({ cpu }) => String(cpu)),
  used('MEMORY', ({ memory }) => formatSize(memory)),
  used('GPU', ({ gpu, gpuShares }) => String(gpu + gpuShares)),
  { title: 'SESSIONS', value: ({ sessions }) => String(sessions), align: 'right' },
  { title: 'QUEUED', value: ({ queued }) => String(queued), align: 'right' },
]

export const resourceGroupCommands: readonly Command[] = [list, edit]
