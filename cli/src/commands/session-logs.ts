/** `berth sessions logs`. */
import type { Command } from '../command.ts'
import { findSession } from '../find-session.ts'
import { followLogs } from '../follow-logs.ts'

export const sessionLogs: Command = {
  name: 'sessions logs',
  summary: 'Output of a session',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesSessions: true,
  options: {
    follow: { type: 'boolean', short: 'f', help: 'go on until the session ends' },
    bootstrap: { type: 'boolean', help: 'of the bootstrap script that ran before' },
  },
  help: 'In a pipe or a file the bytes are as they were written; at a terminal only text and colours come through.',
  async run({ io, names: [name = ''], options, server }) {
    const connected = await server()
    const session = await findSession(connected, name)
    await followLogs(connected, io, session.id, {
      follow: options.flag('follow'),
      source: options.flag('bootstrap') ? 'bootstrap' : 'main',
    })
  },
}
