/** The start page: what somebody in a hurry wants at once. */
import { plural } from './language.ts'

const many = (count: number, one: string, other: string) => plural('en', count, { one, other })

export const consoleHomeEn = {
  title: 'Start',
  resources: {
    title: 'What you may still use',
    inProject: (p: { project: string }) => `What you may still use in ${p.project}`,
  },
  sessions: {
    title: 'Your sessions',
    all: 'All sessions',
    more: (p: { count: number; text: string }) =>
      `${p.text} more ${many(p.count, 'runs or waits; it is', 'run or wait; they are')} under “All sessions”.`,
    lately: 'None runs or waits now. These ended last:',
    terminalOf: (p: { name: string }) => `Open a terminal of ${p.name}`,
    appsOf: (p: { name: string }) => `Apps of ${p.name}`,
    appsLoading: 'The apps are being loaded.',
    againOf: (p: { name: string }) => `Start again: ${p.name}, with the same settings`,
  },
  ends: {
    idle: (p: { time: string }) => `Nobody uses it. It ends ${p.time}.`,
    lifetime: (p: { time: string }) => `It has run almost as long as it may, and ends ${p.time}.`,
    timeLimit: (p: { time: string }) => `Its time limit ends it ${p.time}.`,
  },
  first: {
    title: 'What to do first',
    text: 'A session is your own part of a machine: cores, memory and GPUs behind a terminal, apps or a command.',
    start: 'Start a session. Small amounts are enough to look around; its terminal opens in the browser.',
    key: 'Want to use your own terminal or editor? Add a key for SSH.',
    keyLink: 'SSH keys in your preferences',
    guide: 'Read what each page does.',
    guideLink: 'Open the guide',
  },
  from: {
    title: 'Start from',
    templates: 'Templates',
    none: 'There are no templates and presets yet. “Save as template” in the menu of a session keeps its settings here.',
    notLoaded: 'Templates and presets could not be loaded',
  },
  usage: {
    title: 'Your usage lately',
    all: 'Usage in full',
    notLoaded: 'Usage could not be loaded',
    chart: (p: { from: string; to: string }) => `Core-hours a day, ${p.from} to ${p.to} (UTC)`,
    most: (p: { day: string; value: string }) => `Most on ${p.day}: ${p.value}.`,
    nothing: 'Nothing ran in this time.',
    onDay: (p: { day: string; value: string }) => `Core-hours on ${p.day}: ${p.value}`,
    coreHours: (p: { count: number; text: string }) => `${p.text} ${many(p.count, 'core-hour', 'core-hours')}`,
    gpuHours: (p: { count: number; text: string }) => `${p.text} ${many(p.count, 'GPU-hour', 'GPU-hours')}`,
    sessions: (p: { count: number; text: string }) => `${p.text} ${many(p.count, 'session', 'sessions')}`,
  },
  site: {
    title: 'The site',
    all: 'Resource groups',
    notLoaded: 'The state of the machines could not be loaded',
    allocated: 'allocated of all machines',
    machines: 'Machines available',
    available: (p: { available: string; all: string }) => `${p.available} of ${p.all}`,
    running: (p: { text: string }) => `Running sessions: ${p.text}`,
    waiting: (p: { text: string }) => `waiting: ${p.text}`,
  },
  attention: {
    title: 'What needs attention',
    nothing: 'Nothing needs attention',
    machines: 'Machines',
    away: (p: { name: string; away: string; all: string }) => `${p.name}: ${p.away} of ${p.all} not available`,
    empty: (p: { name: string }) => `${p.name} has no machine`,
    apps: 'Apps',
    appsPort: (p: { port: string }) => `Port ${p.port} for apps could not be opened`,
    failed: 'Failed session',
    others: (p: { count: number; text: string }) => `${p.text} more failed within a day`,
  },
}
