/**
 * SSH and SFTP into sessions (4.6), by keys alone. One port for all: the user name says which session, or that it is the
 * folders of whoever comes. Everything that somebody can do in a session goes through the engine, so it ends inside it.
 */
import { createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net'
import type { ClientInfo, Server } from 'ssh2'
import type { FolderFiles } from '../../features/folders/folder-files.service.ts'
import { sessionUpdated, type Sessions } from '../../features/sessions/sessions.service.ts'
import type { HostKey, SshEntry } from '../../features/ssh-keys/ssh-entry.service.ts'
import type { Engine } from '../../engines/engine.ts'
import { networkOf, normalizeAddress } from '../../platform/client-networks.ts'
import type { EventFeed } from '../../platform/events/event-feed.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import { serveConnection } from './ssh-connection.ts'
import { sshLimits, type SshLimits } from './ssh-limits.ts'
import { createPresence } from './ssh-presence.ts'
import { createStrangers } from './strangers.ts'

export interface SshServerDeps {
  readonly entry: SshEntry
  readonly sessions: Sessions
  readonly folders: FolderFiles
  readonly engine: Engine
  readonly leases: Leases
  readonly events: EventFeed
  readonly log: Log
  readonly limits?: Partial<SshLimits>
}

export interface SshServer extends AsyncDisposable {
  /** Resolves when it listens, with the port. */
  listen(host: string, port: number): Promise<number>
  /** Null while it does not. */
  state(): { readonly port: number; readonly hostKey: HostKey } | null
}

/**
 * Without compression, which a stranger could make cost more than it saves; without exchanges in finite fields, whose
 * computing holds everybody up; without SHA-1.
 */
const algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
} as const

export function createSshServer(deps: SshServerDeps): SshServer {
  const { entry, sessions, events, log } = deps
  const limits: SshLimits = { ...sshLimits, ...deps.limits }
  const sockets = new Map<string, Greeting>()
  const strangers = createStrangers<Socket>(limits, (socket) => socket.destroy())
  const presence = createPresence({ load: sessions.load, events, sessionUpdated, log })
  let listening: { readonly server: NetServer; readonly port: number; readonly hostKey: HostKey } | null = null

  async function accept(): Promise<{ server: NetServer; hostKey: HostKey }> {
    // Nobody else needs it, so nobody waits for it at the start of a server without SSH.
    const { default: ssh2 } = await import('ssh2')
    const hostKey = await entry.hostKey()
    const protocol = new ssh2.Server({
      hostKeys: [hostKey.privateKey.reveal()],
      ident: 'Berth',
      keepaliveInterval: limits.keepAliveMs,
      keepaliveCountMax: limits.keepAliveMost,
      algorithms,
    })
    protocol.on('connection', (client, info) => {
      const greeting = sockets.get(placeOf(info))
      if (!greeting) return void client.end()
      const { socket } = greeting
      client.once('handshake', () => clearTimeout(greeting.timer))
      const address = normalizeAddress(info.ip)
      serveConnection(
        {
          ...deps,
          limits,
          parseKey: ssh2.utils.parseKey,
          arrive: presence.arrive,
          onKnown: () => strangers.delete(socket),
        },
        socket,
        client,
        address,
      )
    })
    const server = createServer({ noDelay: true, keepAlive: true }, (socket) => admit(protocol, socket))
    server.on('error', (error) => log.error('The SSH server failed', { error }))
    return { server, hostKey }
  }

  function admit(protocol: Server, socket: Socket): void {
    socket.on('error', () => {})
    const { remoteAddress, remotePort } = socket
    if (remoteAddress === undefined || remotePort === undefined) return void socket.destroy()
    if (!strangers.add(socket, networkOf(normalizeAddress(remoteAddress)))) return void socket.destroy()
    const place = placeOf({ ip: remoteAddress, port: remotePort })
    const timer = setTimeout(() => socket.destroy(), limits.greetMs).unref()
    sockets.set(place, { socket, timer })
    const isStranger = setTimeout(() => strangers.has(socket) && socket.destroy(), limits.signInMs).unref()
    socket.on('close', () => {
      clearTimeout(timer)
      clearTimeout(isStranger)
      strangers.delete(socket)
      if (sockets.get(place)?.socket === socket) sockets.delete(place)
    })
    protocol.injectSocket(socket)
    // It is read when ssh2 is ready to.
    socket.on('data', () => {
      if (socket.bytesRead > limits.strangerBytes && strangers.has(socket)) socket.destroy()
    })
  }

  return {
    async listen(host, port) {
      const { server, hostKey } = await accept()
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      server.once('error', reject)
      server.listen({ host, port, backlog: 512 }, resolve)
      await promise
      const { port: real } = server.address() as AddressInfo
      listening = { server, port: real, hostKey }
      return real
    },
    state: () => listening,
    async [Symbol.asyncDispose]() {
      presence[Symbol.dispose]()
      const closed = Promise.withResolvers<void>()
      if (listening) listening.server.close(() => closed.resolve())
      else closed.resolve()
      // Those of people were told when their leases ended; nobody waits for the others.
      setTimeout(() => {
        for (const { socket } of sockets.values()) socket.destroy()
      }, limits.closeMs).unref()
      await closed.promise
    },
  }
}

/** Until the timer fires there have to be keys. */
interface Greeting {
  readonly socket: Socket
  readonly timer: NodeJS.Timeout
}

const placeOf = ({ ip, port }: Pick<ClientInfo, 'ip' | 'port'>): string => `${ip} ${port}`
