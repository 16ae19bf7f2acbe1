/** The bytes of one channel, as fast as the slower side takes them and no faster, in both directions. */
import type { Readable, Writable } from 'node:stream'
import type { Channel } from 'ssh2'
import { boundPackets, forgetSent } from './ssh2-inside.ts'
import type { SshLine } from './ssh-line.ts'

export interface ChannelFlow {
  /** Sends what this has. */
  send(source: Readable, to?: 'stdout' | 'stderr'): void
  /** Resolves when all that was to be sent is on its way, or the channel is closed. */
  readonly sent: () => Promise<void>
  /** Gives what comes to the sink, and its end. */
  receive(sink: Writable): void
  /** Nothing more goes either way. */
  readonly isClosed: () => boolean
  onClosed(listener: () => void): void
}

export interface ChannelFlowOptions {
  readonly line: SshLine
  /** Aborted with the connection. */
  readonly signal: AbortSignal
  /** Something came from the peer. */
  readonly onInput: () => void
}

/** Null when the peer's packets are so small that nothing can be sent. */
export function openChannel(channel: Channel, { line, signal, onInput }: ChannelFlowOptions): ChannelFlow | null {
  // Data after its end, or for what is closed, is the peer's fault and must not end this server.
  channel.on('error', () => {})
  channel.stderr.on('error', () => {})
  if (!boundPackets(channel)) {
    channel.close()
    channel.resume()
    return null
  }
  const sources = new Set<Readable>()
  const held: (readonly [Writable, Buffer])[] = []
  const sentListeners = new Set<() => void>()
  const closedListeners = new Set<() => void>()
  /** What waits for the peer's window. One of a channel's two streams at a time: ssh2 knows no more. */
  let waiting: object | null = null
  let isClosed = false

  const close = () => {
    if (isClosed) return
    isClosed = true
    // A connection may outlive any number of its channels.
    stopListening()
    signal.removeEventListener('abort', close)
    for (const source of sources) source.destroy()
    for (const listener of [...sentListeners, ...closedListeners]) listener()
    // What nobody takes any more is thrown away, or the channel would never be over.
    channel.resume()
  }
  const put = (stream: Writable, bytes: Buffer) => {
    const ticket = {}
    line.gather(bytes.length)
    stream.write(bytes, () => {
      if (waiting !== ticket) return
      waiting = null
      forgetSent(channel)
      goOn()
    })
    if (stream.writableLength > 0) waiting = ticket
  }
  const hasRoom = () => waiting === null && line.hasRoom()
  const goOn = () => {
    if (isClosed) return
    while (held.length > 0 && hasRoom()) put(...(held.shift() as (typeof held)[number]))
    if (held.length > 0 || !hasRoom()) return
    for (const source of sources) source.resume()
    if (sources.size === 0) for (const listener of sentListeners) listener()
  }

  line.count(channel)
  const stopListening = line.onRoom(goOn)
  channel.on('close', close)
  signal.addEventListener('abort', close, { once: true })
  if (signal.aborted) close()

  return {
    send(source, to = 'stdout') {
      const stream = to === 'stdout' ? channel : channel.stderr
      sources.add(source)
      source.on('data', (bytes: Buffer) => {
        if (isClosed) return
        if (held.length === 0 && hasRoom()) put(stream, bytes)
        else held.push([stream, bytes])
        if (!hasRoom()) for (const each of sources) each.pause()
      })
      source.on('error', () => source.destroy())
      const done = () => {
        sources.delete(source)
        goOn()
      }
      source.once('end', done)
      source.once('close', done)
      if (isClosed) source.destroy()
      else if (!hasRoom()) source.pause()
    },
    async sent() {
      if (isClosed || (sources.size === 0 && held.length === 0 && waiting === null)) return
      const { promise, resolve } = Promise.withResolvers<void>()
      sentListeners.add(resolve)
      await promise
      sentListeners.delete(resolve)
    },
    receive(sink) {
      const goOnReading = () => {
        if (!sink.writableNeedDrain || sink.destroyed) channel.resume()
      }
      sink.on('drain', goOnReading)
      sink.on('close', goOnReading)
      sink.on('error', goOnReading)
      channel.on('data', (bytes: Buffer) => {
        line.taken()
        if (isClosed) return
        onInput()
        if (sink.writable && !sink.write(bytes)) channel.pause()
      })
      channel.on('end', () => sink.writable && sink.end())
    },
    isClosed: () => isClosed,
    onClosed: (listener) => void closedListeners.add(listener),
  }
}
