/** What is used of ssh2, in the version that is installed; with what it keeps to itself, apart in ssh2-inside.ts. */
declare module 'ssh2' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer, Socket } from 'node:net'
  import type { Duplex, Writable } from 'node:stream'

  interface ServerConfig {
    readonly hostKeys: readonly string[]
    readonly ident?: string
    readonly keepaliveInterval?: number
    readonly keepaliveCountMax?: number
    readonly algorithms?: Readonly<Record<'kex' | 'cipher' | 'hmac' | 'compress', readonly string[]>>
  }

  class Server extends NetServer {
    constructor(config: ServerConfig)
    /** A connection that somebody else has accepted. */
    injectSocket(socket: Socket): void
    // oxlint-disable-next-line typescript/no-explicit-any
    on(event: 'connection', listener: (client: Connection, info: ClientInfo) => void): this
  }

  interface ClientInfo {
    readonly ip: string
    readonly port: number
  }

  interface Connection extends EventEmitter {
    end(): this
    on(event: 'authentication', listener: (attempt: AuthAttempt) => void): this
    on(event: 'session', listener: (accept: () => Session | undefined, reject: () => void) => void): this
    on(
      event: 'tcpip',
      listener: (accept: () => Channel | undefined, reject: () => void, info: ForwardInfo) => void,
    ): this
    on(
      event: 'openssh.streamlocal',
      listener: (accept: () => Channel | undefined, reject: () => void, info: { readonly socketPath: string }) => void,
    ): this
    on(event: 'error', listener: (error: Error & { readonly level?: string }) => void): this
    once(event: 'handshake', listener: () => void): this
    on(event: 'handshake' | 'ready' | 'end' | 'close' | 'rekey', listener: () => void): this
  }

  interface ForwardInfo {
    readonly destIP: string
    readonly destPort: number
  }

  interface AuthAttempt {
    readonly method: 'none' | 'password' | 'publickey' | 'hostbased' | 'keyboard-interactive'
    readonly username: string
    readonly key?: { readonly algo: string; readonly data: Buffer }
    /** None: only asked whether the key would do. */
    readonly signature?: Buffer
    readonly blob?: Buffer
    /** None for RSA: SHA-1. */
    readonly hashAlgo?: string
    accept(): void
    reject(methodsLeft?: readonly string[]): void
  }

  type Accept = (() => void) | undefined
  type Reject = (() => void) | undefined

  interface Size {
    readonly cols: number
    readonly rows: number
  }

  interface Session extends EventEmitter {
    on(event: 'pty', listener: (accept: Accept, reject: Reject, info: Size & { readonly term: string }) => void): this
    on(event: 'window-change', listener: (accept: Accept, reject: Reject, info: Size) => void): this
    on(
      event: 'env',
      listener: (accept: Accept, reject: Reject, info: { readonly key: string; readonly val: string }) => void,
    ): this
    on(event: 'signal', listener: (accept: Accept, reject: Reject, info: { readonly name: string }) => void): this
    on(event: 'shell', listener: (accept: () => Channel | undefined, reject: Reject) => void): this
    on(
      event: 'exec',
      listener: (accept: () => Channel | undefined, reject: Reject, info: { readonly command: string }) => void,
    ): this
    on(
      event: 'subsystem',
      listener: (accept: () => Channel | undefined, reject: Reject, info: { readonly name: string }) => void,
    ): this
    on(event: 'close', listener: () => void): this
  }

  interface Channel extends Duplex {
    readonly stderr: Writable
    readonly outgoing: { packetSize: number; state: 'open' | 'eof' | 'closing' | 'closed' }
    exit(status: number): void
    exit(signal: string, dumped: boolean, message: string): void
    eof(): void
    close(): void
  }

  interface ParsedKey {
    verify(data: Buffer, signature: Buffer, hash?: string): boolean | Error
  }

  /** For tests, which need a client that misbehaves: what a well-behaved one keeps to itself. */
  class Client {
    connect(options: {
      readonly host: string
      readonly port: number
      readonly username: string
      readonly privateKey?: string
      readonly keepaliveInterval?: number
      readonly authHandler?: () => void
      readonly readyTimeout?: number
    }): this
    once(event: 'ready' | 'close' | 'handshake', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
    end(): this
    readonly _sock: Socket
    readonly _chanMgr: { add(opened: (error: Error | undefined, channel: ClientChannel) => void): number }
    readonly _protocol: {
      session(channel: number, window: number, packetSize: number): void
      ping(): void
      exec(channel: number, command: string, wantReply: boolean): void
      directTcpip(channel: number, window: number, packetSize: number, to: object): void
      channelData(channel: number, bytes: Buffer): void
      channelEOF(channel: number): void
      channelWindowAdjust(channel: number, bytes: number): void
      rekey(): void
    }
  }

  interface ClientChannel extends Duplex {
    readonly stderr: import('node:stream').Readable
    readonly outgoing: { readonly id: number }
  }

  const ssh2: {
    readonly Server: typeof Server
    readonly Client: typeof Client
    readonly utils: { parseKey(line: string): ParsedKey | Error }
  }
  export type {
    Client,
    ClientChannel,
    AuthAttempt,
    Channel,
    ClientInfo,
    Connection,
    ForwardInfo,
    ParsedKey,
    Server,
    Session,
  }
  export default ssh2
}
