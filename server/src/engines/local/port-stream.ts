import type { Duplex } from 'node:stream'
import type { KeeperAnswer } from './keeper-client.ts'

/** After the answer the connection carries the port's bytes and nothing else. */
export function createPortStream({ socket, rest }: KeeperAnswer): Duplex {
  if (rest.length > 0) socket.unshift(rest)
  return socket
}
