/** `berth sessions exec`. */
import type { Command } from '../command.ts'
import { usage } from '../failure.ts'
import { runCommand } from '../exec.ts'
import { findSession } from '../find-session.ts'
import { openTerminal } from '../terminal.ts'

export const sessionExec: Command = {
  name: 'sessions exec',
  summary: 'Run a command in a session; -t: in a terminal, a shell when no command is given',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesCommand: true,
  takesSessions: true,
  options: {
    terminal: { type: 'boolean', short: 't', help: 'open a terminal' },
    'no-stdin': { type: 'boolean', short: 'n', help: 'leave the standard input alone' },
    workdir: { type: 'string', short: 'w', value: 'FOLDER', help: 'where the command runs' },
  },
  help: `Input, output and errors stay apart, signals are passed on, and the exit code is the command's own
(128 + the signal's number when one ended it). In a terminal, Enter ~ . leaves it.`,
  async run({ io, names: [name = ''], options, rest, server }) {
    const inTerminal = options.flag('terminal')
    if (rest.length === 0 && !inTerminal)
      throw usage('say what to run: -- CMD ARGS…, or -t for a shell', 'sessions exec')
    if (inTerminal && !io.stdin.isTTY) throw usage('-t needs a terminal on this side')
    const connected = await server()
    const session = await findSession(connected, name)
    if (inTerminal) return openTerminal(connected, io, session.id, rest)
    const cwd = options.text('workdir')
    return runCommand(connected, io, session.id, {
      command: rest,
      stdin: !options.flag('no-stdin'),
      ...(cwd === undefined ? {} : { cwd }),
    })
  },
}
