/** `berth sessions metrics | keep | share | unshare | shares`: what a session does, and who may look. */
import type { SessionMetrics } from '@berth/contract/activity.ts'
import { idleSignals } from '@berth/contract/idle.ts'
import type { TerminalShare } from '@berth/contract/terminal-shares.ts'
import { formatSize, parseSpan } from '../amounts.ts'
import type { Command } from '../command.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import { findSession } from '../find-session.ts'

const metrics: Command = {
  name: 'sessions metrics',
  summary: 'What a session uses now, and the most it used',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesSessions: true,
  options: {
    last: { type: 'string', value: 'TIME', help: 'of the last so long, such as 15m; else of its whole life' },
  },
  async run({ names: [name = ''], options, output, server }) {
    const connected = await server()
    const { id } = await findSession(connected, name)
    const text = options.text('last')
    const last = text === undefined ? undefined : parseSpan(text, '--last')
    if (last !== undefined && last < 60) throw usage('--last is at least 60s')
    const query = last === undefined ? {} : { last }
    const answer = await connected.client.activity.metrics({ params: { id }, query })
    const fields = rows.map(({ title, of, say }): [string, string] => {
      const known = answer[of].filter((value) => value !== null)
      if (known.length === 0) return [title, '-']
      return [
        title,
        `${say(known.at(-1) ?? 0)} now, ${say(known.reduce((most, one) => Math.max(most, one), 0))} at most`,
      ]
    })
    await output.fields(answer, fields)
  },
}

const perSecond = (bytes: number) => `${formatSize(bytes)}/s`
const rows: readonly {
  readonly title: string
  readonly of: Exclude<keyof SessionMetrics, 'seconds' | 'from' | 'to' | 'at'>
  readonly say: (value: number) => string
}[] = [
  { title: 'cpu', of: 'cpu', say: (cores) => `${Number(cores.toFixed(2))} cores` },
  { title: 'memory', of: 'memory', say: formatSize },
  { title: 'gpu', of: 'gpu', say: (part) => `${Math.round(part * 100)}%` },
  { title: 'gpu memory', of: 'gpuMemory', say: formatSize },
  { title: 'received', of: 'networkReceived', say: perSecond },
  { title: 'sent', of: 'networkSent', say: perSecond },
  { title: 'read', of: 'diskRead', say: perSecond },
  { title: 'written', of: 'diskWritten', say: perSecond },
]

const keep: Command = {
  name: 'sessions keep',
  summary: 'Keep a session for so long although nobody uses it',
  arguments: 'NAME|ID TIME',
  count: [2, 2],
  takesSessions: true,
  help: 'TIME is such as 90m, 12h or 3d; at most until the lifetime of the session ends.',
  async run({ names: [name = '', span = ''], output, server }) {
    const seconds = parseSpan(span, 'TIME')
    if (seconds < 60) throw usage('TIME is at least 60s')
    const connected = await server()
    const { id } = await findSession(connected, name)
    const kept = await connected.client.activity.keep({ params: { id }, body: { seconds } })
    const until = kept.idle?.keptUntil
    await output.done(
      kept,
      until ? `${kept.name} is kept until ${until}` : `${kept.name} is never ended for want of use`,
    )
  },
}

const idle: Command = {
  name: 'sessions idle',
  summary: 'Whether a session is used, and when it would be ended',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesSessions: true,
  async run({ names: [name = ''], output, server }) {
    const connected = await server()
    const { id } = await findSession(connected, name)
    const answer = await connected.client.activity.idle({ params: { id } })
    if (answer.idle === null) return output.done(answer, `${name} is not ended for want of use`)
    const { endsAt, keptUntil, signals, warned } = answer.idle
    await output.fields(answer, [
      ['ends', warned ? `${endsAt} (its owner was warned)` : endsAt],
      ['kept until', keptUntil ?? '-'],
      ...idleSignals.map((signal): [string, string] => [signal, signals[signal] ?? '-']),
    ])
  },
}

const shares: Command = {
  name: 'sessions shares',
  summary: 'Who may look at terminals of a session',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesSessions: true,
  async run({ names: [name = ''], output, server }) {
    const connected = await server()
    const { id } = await findSession(connected, name)
    const { items } = await connected.client.terminalShares.list({ params: { id } })
    const columns = [
      { title: 'TERMINAL', value: ({ terminal }: TerminalShare) => terminal },
      { title: 'USER', value: (share: TerminalShare) => share.with.username },
      { title: 'SINCE', value: ({ createdAt }: TerminalShare) => createdAt },
      { title: 'ID', value: (share: TerminalShare) => share.id },
    ]
    await output.rows(items, columns, 'Nobody may look.')
  },
}

const share: Command = {
  name: 'sessions share',
  summary: 'Let somebody look at a terminal of a session; they can type nothing',
  arguments: 'NAME|ID USER',
  count: [2, 2],
  takesSessions: true,
  options: { terminal: { type: 'string', value: 'ID', help: 'which one; else the newest' } },
  async run({ names: [name = '', user = ''], options, output, server }) {
    const connected = await server()
    const { id } = await findSession(connected, name)
    const { items } = await connected.client.terminals.list({ params: { id } })
    const terminal = options.text('terminal') ?? items.at(-1)?.id
    if (terminal === undefined) throw new Failure(exitCodes.notFound, `${name} has no terminal`)
    const made = await connected.client.terminalShares.create({ params: { id }, body: { terminal, with: user } })
    await output.done(made, `${made.with.name} can look at terminal ${terminal} of ${name}`)
  },
}

const unshare: Command = {
  name: 'sessions unshare',
  summary: 'Take it back: whoever looks sees nothing more',
  arguments: 'NAME|ID USER',
  count: [2, 2],
  takesSessions: true,
  async run({ names: [name = '', user = ''], output, server }) {
    const connected = await server()
    const { id } = await findSession(connected, name)
    const { items } = await connected.client.terminalShares.list({ params: { id } })
    const theirs = items.filter((one) => one.with.username === user || one.with.id === user)
    if (theirs.length === 0) throw new Failure(exitCodes.notFound, `${user} may not look at ${name}`)
    for (const one of theirs) await connected.client.terminalShares.remove({ params: { id, share: one.id } })
    await output.done(theirs, `${user} sees nothing more of ${name}`)
  },
}

export const sessionUseCommands: readonly Command[] = [metrics, idle, keep, shares, share, unshare]
