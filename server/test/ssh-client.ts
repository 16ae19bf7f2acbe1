/** A client of SSH that does what no honest one does. */
import ssh2, { type Client, type ClientChannel } from 'ssh2'
import type { SshPerson } from './ssh.ts'

export interface RawClient {
  readonly client: Client
  readonly closed: Promise<void>
  /** A channel with a window and packets of any size. */
  open(window?: number, packetSize?: number): Promise<ClientChannel>
  exec(channel: ClientChannel, command: string): void
}

export async function rawClient(port: number, username: string, { privateKey }: SshPerson): Promise<RawClient> {
  const client = new ssh2.Client()
  const closed = new Promise<void>((resolve) => client.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject)
    client.once('ready', resolve)
    client.connect({ host: '127.0.0.1', port, username, privateKey, keepaliveInterval: 0 })
  })
  return {
    client,
    closed,
    open: (window = 2 * 1024 * 1024, packetSize = 32 * 1024) =>
      new Promise((resolve, reject) => {
        const id = client._chanMgr.add((error, channel) => (error ? reject(error) : resolve(channel)))
        client._protocol.session(id, window, packetSize)
      }),
    exec: (channel, command) => client._protocol.exec(channel.outgoing.id, command, true),
  }
}

/** One that never says who it is. */
export function unknownClient(port: number): { readonly client: Client; readonly closed: Promise<void> } {
  const client = new ssh2.Client()
  client.on('error', () => {})
  const closed = new Promise<void>((resolve) => client.once('close', resolve))
  client.connect({ host: '127.0.0.1', port, username: 'nobody', authHandler: () => {}, readyTimeout: 0 })
  return { client, closed }
}
