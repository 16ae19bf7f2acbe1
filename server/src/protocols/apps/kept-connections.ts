/**
 * Connections into apps that were used and are kept for a moment, since each passes the session's keeper. One serves
 * the pass it was made for and no other, after answers that were complete, for requests without a body: so nobody meets
 * what somebody else left in it. What an app says unasked ends it, which Node sees to.
 */
import { Agent, type RequestOptions } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface KeptConnections extends Disposable {
  /** Options of a request that may go over a connection of this pass that was used before. */
  optionsFor(pass: string, connect: () => Promise<Duplex>): RequestOptions
}

/** Less than what apps usually keep theirs for. */
const idleMs = 3_000
const mostIdle = 6

type Connected = (error: Error | null, stream: Duplex) => void

export function createKeptConnections(): KeptConnections {
  const agent = new Agent({ keepAlive: true, timeout: idleMs, maxFreeSockets: mostIdle, scheduling: 'lifo' })
  const keep = agent.keepSocketAlive.bind(agent)
  agent.keepSocketAlive = (stream) => stream instanceof Socket && keep(stream)
  agent.createConnection = (options, done) =>
    connecting((options as unknown as { connect(): Promise<Duplex> }).connect)(options, done as Connected)
  return {
    // Those of one host are told from those of others.
    optionsFor: (pass, connect) => ({ agent, host: pass, connect }) as RequestOptions,
    [Symbol.dispose]: () => agent.destroy(),
  }
}

/** For a request that has a connection of its own. */
export const connecting =
  (connect: () => Promise<Duplex>) =>
  (_options: unknown, done: Connected): undefined => {
    connect().then(
      (stream) => done(null, stream),
      (error: Error) => done(error, undefined as unknown as Duplex),
    )
  }
