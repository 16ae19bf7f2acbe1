/** One connection: who it is, then its channels, until the right to it ends or either side closes. */
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AuthAttempt, Connection, ParsedKey } from 'ssh2'
import type { Engine } from '../../engines/engine.ts'
import type { FolderFiles } from '../../features/folders/folder-files.service.ts'
import type { Sessions } from '../../features/sessions/sessions.service.ts'
import type { SshEntry } from '../../features/ssh-keys/ssh-entry.service.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Choice } from './choose-session.ts'
import { openFolders } from './folders/folders-sftp.ts'
import { answerAttempt } from './ssh-authentication.ts'
import type { SshEntrance } from './ssh-entrance.ts'
import { isLoopback, serveForward } from './ssh-forward.ts'
import { createSshLine } from './ssh-line.ts'
import type { SshLimits } from './ssh-limits.ts'
import { serveSession } from './ssh-session.ts'
import { inOneLine, sshWords } from './ssh-words.ts'
import { disconnect, keepKeys, packetTooLong } from './ssh2-inside.ts'

export interface ConnectionDeps {
  readonly entry: SshEntry
  readonly sessions: Pick<Sessions, 'load' | 'named' | 'recordEntry' | 'noteActivity'>
  readonly folders: FolderFiles
  readonly engine: Engine
  readonly leases: Pick<Leases, 'take'>
  readonly log: Log
  readonly limits: SshLimits
  readonly parseKey: (line: string) => ParsedKey | Error
  /** Somebody is known: how many connections they have with it, and how it is ended when its session is. */
  readonly arrive: (
    user: string,
    session: string | null,
    end: (reason: string) => void,
  ) => { count: number; leave(): void }
  /** It is no stranger's any more. */
  readonly onKnown: () => void
}

type Entered = Extract<Choice, { holder: unknown }>

/** Where it leads: into a session, or (with how they are opened) to folders. */
interface Inside {
  readonly id: string
  readonly name: string
  readonly refusal: string | null
  readonly openFolders: (() => Duplex) | null
}

const nowhere = (refusal: string): Inside => ({ id: '', name: '', refusal, openFolders: null })

export function serveConnection(deps: ConnectionDeps, socket: Socket, client: Connection, address: string): void {
  const { entry, sessions, log, limits } = deps
  const over = new AbortController()
  const listeners = new Set<(text: string) => Promise<unknown>>()
  const line = createSshLine(socket, client, limits)
  let attempts = 0
  let isKnown = false

  client.on('handshake', () => keepKeys(client))
  client.on('error', ({ level, message }) => {
    // A command mostly: who sends it would only read that the connection is closed.
    if (message === packetTooLong && isKnown) disconnect(client, sshWords.tooLong)
    // It does not answer: whatever waits for it waits in vain.
    if (level === 'client-timeout') socket.destroy()
  })
  for (const event of ['end', 'close'] as const)
    client.on(event, () => {
      over.abort()
      // Who has closed their side gets nothing more.
      socket.destroySoon()
    })

  /**
   * Nothing goes through any more, at once. Why is said on every channel, and each is waited for a moment: a client that
   * finds the end of the connection behind the words may never show them. Who has no channel is told with that end.
   */
  const close = (why: string | Promise<string>) => {
    if (over.signal.aborted) return
    const told = [...listeners]
    over.abort()
    leave(told, why).catch(() => socket.destroy())
  }
  const leave = async (told: readonly ((text: string) => Promise<unknown>)[], why: string | Promise<string>) => {
    setTimeout(() => socket.destroy(), 3 * limits.closeMs).unref()
    const text = await why
    await Promise.race([wait(limits.closeMs), Promise.allSettled(told.map((tell) => tell(text)))])
    if (!socket.writable) return
    disconnect(client, inOneLine(text))
    socket.end()
  }

  client.on('authentication', (attempt) => {
    if (++attempts > limits.attempts) {
      client.end()
      setTimeout(() => socket.destroy(), limits.closeMs).unref()
      return
    }
    authenticate(attempt).catch((error: Error) => {
      log.error('An SSH sign-in failed', { error })
      if (!over.signal.aborted) attempt.reject(['publickey'])
    })
  })

  async function authenticate(attempt: AuthAttempt): Promise<void> {
    const { holdersOf } = entry
    const answer = await answerAttempt({ holdersOf, named: sessions.named, parseKey: deps.parseKey }, attempt, address)
    if (over.signal.aborted) return
    if (answer === 'refused') return attempt.reject(['publickey'])
    if (answer === 'would-do') return attempt.accept()
    const inside = 'holder' in answer ? await enter(answer) : nowhere(answer.refusal)
    if (over.signal.aborted) return
    isKnown = true
    deps.onKnown()
    openChannels(inside)
    attempt.accept()
  }

  /** Takes what ends it when the right ends. What somebody does in another's session stays known. */
  async function enter({ holder, session }: Entered): Promise<Inside> {
    const { user, role, key } = holder
    const presence = deps.arrive(user, session?.id ?? null, () => close(sshWords.sessionEnded))
    socket.on('close', presence.leave)
    if (socket.destroyed || presence.count > limits.connectionsOfUser) {
      presence.leave()
      return nowhere(sshWords.tooManyConnections(limits.connectionsOfUser))
    }
    if (session && user !== session.owner)
      await sessions.recordEntry({ user, role, workspace: null, address }, session.id)
    const scope = { user, address, sshKey: key }
    const lease = deps.leases.take(session ? { ...scope, session: session.id } : scope, (reason) => {
      if (reason === 'shutdown') close(session ? sshWords.shutdown : sshWords.shutdownOfFolders)
      else close(session ? whyNotAllowed(session.id) : sshWords.notAllowed)
    })
    over.signal.addEventListener('abort', () => lease[Symbol.dispose](), { once: true })
    entry.noteUse(holder).catch((error: Error) => log.warn('The use of an SSH key was not noted', { error }))
    if (session) return { id: session.id, name: session.name, refusal: null, openFolders: null }
    const opened = { files: deps.folders, guest: { user, scope }, log, tally: { open: 0 } }
    return { ...nowhere(''), refusal: null, openFolders: () => openFolders(opened) }
  }

  /** By what it says of itself; one that cannot be asked about may go on. */
  const hasEnded = (id: string) =>
    sessions.load([id]).then(
      ([session]) => session?.status !== 'RUNNING',
      () => false,
    )
  const whyNotAllowed = async (id: string) => ((await hasEnded(id)) ? sshWords.sessionEnded : sshWords.notAllowed)

  function openChannels({ id, name, refusal, openFolders: folders }: Inside): void {
    let sessionChannels = 0
    let forwards = 0
    const { remotePort, localAddress, localPort } = socket
    const entrance: SshEntrance = {
      engine: deps.engine,
      log,
      line,
      signal: over.signal,
      id,
      sessionName: name,
      refusal,
      openFiles: async () => (folders ? folders() : deps.engine.openFiles(id)),
      filesOnly: folders && sshWords.filesOnly,
      filesLost: folders ? sshWords.noSftp : sshWords.lost,
      connectionEnv: {
        SSH_CLIENT: `${address} ${remotePort} ${localPort}`,
        SSH_CONNECTION: `${address} ${remotePort} ${localAddress} ${localPort}`,
      },
      onInput() {
        if (!folders) sessions.noteActivity(id, 'ssh')
      },
      hear(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      async unlessSessionEnded({ isLost }) {
        if (folders) return
        if (await hasEnded(id)) close(sshWords.sessionEnded)
        if (!isLost || over.signal.aborted) return
        await wait(limits.lostMs, over.signal)
      },
    }

    client.on('session', (accept, reject) => {
      if (over.signal.aborted || sessionChannels >= limits.sessionChannels) return reject()
      const session = accept()
      if (!session) return
      sessionChannels++
      serveSession(entrance, session, () => sessionChannels--)
    })
    const forward = (open: () => ReturnType<Engine['openPort']>, ...answer: [accept: Accept, reject: () => void]) => {
      if (over.signal.aborted || refusal !== null || folders || forwards >= limits.forwards) return answer[1]()
      forwards++
      void serveForward(entrance, open, ...answer, () => forwards--)
    }
    client.on('tcpip', (accept, reject, { destIP, destPort }) => {
      const isInside = isLoopback(destIP, name) && destPort > 0 && destPort < 65_536
      if (isInside) forward(() => deps.engine.openPort(id, destPort), accept, reject)
      else reject()
    })
    client.on('openssh.streamlocal', (accept, reject, { socketPath }) => {
      if (isSocketPath(socketPath)) forward(() => deps.engine.openSocket(id, socketPath), accept, reject)
      else reject()
    })
    // Whoever may not come in is told on a channel; who opens none is not waited for.
    if (refusal !== null) setTimeout(() => close(refusal), 10 * limits.closeMs).unref()
  }
}

/** So long, or until the signal. */
const wait = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch(() => {})

type Accept = Parameters<typeof serveForward>[2]

const isSocketPath = (path: string) => path.startsWith('/') && Buffer.byteLength(path) < 108 && !path.includes('\0')
