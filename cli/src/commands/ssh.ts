/** `berth ssh` and `berth ssh-config`: OpenSSH with the right options. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Command } from '../command.ts'
import { exitCodes, Failure } from '../failure.ts'
import { findSession, listSessions } from '../find-session.ts'
import { findSshPlace, sshFile, sshSettings, userFor, writeWhole } from '../ssh-place.ts'

const identity = { type: 'string', short: 'i', value: 'FILE', help: 'the private key to use' } as const

const ssh: Command = {
  name: 'ssh',
  summary: 'Open a shell in a session over SSH, or run a command there',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesCommand: true,
  takesSessions: true,
  options: {
    identity,
    forward: {
      type: 'string',
      short: 'L',
      multiple: true,
      value: 'PORT:localhost:PORT',
      help: 'reach a port of the session at one of this machine; may be repeated',
    },
    socks: { type: 'string', short: 'D', value: 'PORT', help: 'reach all its ports through a SOCKS proxy at this one' },
    'no-shell': { type: 'boolean', short: 'N', help: 'only forward ports' },
    print: { type: 'boolean', help: 'print the command instead of running it' },
  },
  help: `Runs the ssh of this machine, which needs the private half of a key that you have registered
(berth ssh-keys add). The server's own key is asked of the server, so nothing has to be compared.`,
  async run({ io, names: [name = ''], options, rest, output, server }) {
    const connected = await server()
    const [session, me] = await Promise.all([findSession(connected, name), connected.client.accounts.me()])
    const place = await findSshPlace(connected, io.env)
    const file = options.text('identity')
    const settings = sshSettings(place, userFor(session, me)).filter(([setting]) => setting !== 'HostName')
    const socks = options.text('socks')
    const args = [
      ...settings.flatMap(([setting, value]) => ['-o', `${setting}=${value}`]),
      ...(file === undefined ? [] : ['-i', file]),
      ...options.texts('forward').flatMap((forward) => ['-L', forward]),
      ...(socks === undefined ? [] : ['-D', socks]),
      ...(options.flag('no-shell') ? ['-N'] : []),
      '--',
      place.host,
      ...rest,
    ]
    if (options.flag('print')) return output.text(['ssh', ...args], `ssh ${args.map(forShell).join(' ')}`)
    return runSsh(args)
  },
}

/** Its terminal is ours, and so is how it ends. */
function runSsh(args: readonly string[]): Promise<number> {
  const child = spawn('ssh', args, { stdio: 'inherit' })
  const ignore = () => {}
  // The keyboard's signals reach both; what to do about them is for ssh to say.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, ignore)
  return new Promise((resolve, reject) => {
    child.once('error', ({ message }) =>
      reject(new Failure(exitCodes.notExecutable, `ssh could not be run: ${message}`, 'Install OpenSSH’s client.')),
    )
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

const sshConfig: Command = {
  name: 'ssh-config',
  summary: 'Print what ~/.ssh/config needs for ssh NAME.berth, for editors and other programs',
  options: {
    identity,
    write: { type: 'boolean', help: 'keep it in a file of its own, to be included once' },
  },
  help: `Has a host for each of your live sessions: ssh NAME.berth, scp file NAME.berth:, and the remote modes of
editors. A later session of the same name is reached by the same host.`,
  async run({ io, options, output, server }) {
    const connected = await server()
    const [me, running, queued] = await Promise.all([
      connected.client.accounts.me(),
      listSessions(connected, { state: 'running' }),
      listSessions(connected, { state: 'queued' }),
    ])
    const place = await findSshPlace(connected, io.env)
    const all = [...running, ...queued].toSorted((a, b) => a.name.localeCompare(b.name))
    const file = options.text('identity')
    const hosts = all.map((session) => {
      const user = userFor(session, me, all)
      const host = user === session.id ? session.id : session.name
      const settings = [...sshSettings(place, user), ...(file === undefined ? [] : [['IdentityFile', file]])]
      return [`Host ${host}.berth`, ...settings.map((pair) => `  ${pair.join(' ')}`)].join('\n')
    })
    const text = hosts.length === 0 ? '# No live sessions.' : hosts.join('\n\n')
    if (!options.flag('write')) return output.text({ config: text }, text)
    const path = sshFile(io.env, 'ssh_config')
    await writeWhole(path, `${text}\n`)
    await output.done(
      { file: path },
      `${hosts.length} hosts are in ${path}.\nThe first line of ~/.ssh/config: Include ${path}`,
    )
  },
}

/** A word as a shell reads it. */
const forShell = (word: string) => (/^[\w@%+=:,./[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

export const sshCommands: readonly Command[] = [ssh, sshConfig]
