/** Resource groups in the console, for administrators. */
import { plural } from './language.ts'

const many = (count: number, one: string, other: string) => plural('en', count, { one, other })

export const consoleResourceGroupsEn = {
  title: 'Resource groups',
  text: 'A resource group is a pool of machines with a queue of its own. Its scheduler decides whose turn it is when not everything fits.',
  notLoaded: 'The resource groups could not be loaded',
  none: 'No resource groups',
  actionsOf: (p: { name: string }) => `Actions for ${p.name}`,
  edit: 'Edit',
  columns: {
    name: 'Name',
    state: 'State',
    nodes: 'Machines',
    scheduler: 'Scheduler',
    holdAfter: 'Holds room after',
    allocated: 'Allocated',
    queued: 'Queue',
  },
  states: { available: 'Available', partly: 'Partly available', unavailable: 'Unavailable', empty: 'No machine' },
  nodesOf: (p: { available: string; all: string }) => `${p.available} of ${p.all}`,
  schedulers: { fifo: 'First come, first served', 'fair-share': 'Fair share' },
  schedulerHelp: {
    fifo: 'Of the same priority, who waits longest goes first.',
    'fair-share':
      'Of the same priority, whoever holds and lately had least goes first, by the resource they had most of.',
  },
  resources: { cpu: 'CPU', memory: 'Memory', gpu: 'GPU', gpuShares: 'fGPU' },
  used: (p: { what: string; used: string; all: string }) => `${p.what} ${p.used} / ${p.all}`,
  waiting: (p: { count: number; text: string }) =>
    p.count === 0 ? 'Nothing waits' : many(p.count, '1 waits', `${p.text} wait`),
  running: (p: { count: number; text: string }) => many(p.count, '1 runs', `${p.text} run`),
  atOnce: 'At once',
  form: {
    title: (p: { name: string }) => `Edit ${p.name}`,
    scheduler: 'Scheduler',
    holdAfter: 'Holds room after',
    holdAfterHelp:
      'Room is held back for a session that waits longer than this; until then smaller ones go around it. 0 is at once.',
    holdAfterWrong: 'Minutes from 0 to 10,080, a week.',
    minutes: 'min',
    effect: 'What runs goes on. What waits is put into the new order at once.',
    verb: 'Save',
    saved: (p: { name: string }) => `${p.name} was saved.`,
    unchanged: 'Nothing was changed.',
  },
}
