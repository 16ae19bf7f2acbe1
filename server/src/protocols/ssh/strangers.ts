/** Connections of which nobody knows yet whose they are: few, and fairly shared among where they come from. */
export interface Strangers<Connection> {
  /** False: there are too many from there. It may drop another one to make room. */
  add(connection: Connection, network: string): boolean
  /** It is known whose it is, or it is gone. */
  delete(connection: Connection): void
  has(connection: Connection): boolean
}

/**
 * When there are too many in all, the oldest of the network with the most gives way: whoever holds many open cannot keep
 * others out.
 */
export function createStrangers<Connection>(
  limits: { readonly strangers: number; readonly strangersOfNetwork: number },
  drop: (connection: Connection) => void,
): Strangers<Connection> {
  const networks = new Map<string, Set<Connection>>()
  const networkOf = new Map<Connection, string>()

  const remove = (connection: Connection) => {
    const network = networkOf.get(connection)
    if (network === undefined) return
    networkOf.delete(connection)
    const others = networks.get(network)
    others?.delete(connection)
    if (others?.size === 0) networks.delete(network)
  }

  return {
    add(connection, network) {
      const others = networks.get(network) ?? new Set()
      if (others.size >= limits.strangersOfNetwork) return false
      if (networkOf.size >= limits.strangers) {
        const [largest] = [...networks.values()].toSorted((a, b) => b.size - a.size)
        const [oldest] = largest ?? []
        if (oldest !== undefined) {
          remove(oldest)
          drop(oldest)
        }
      }
      networks.set(network, others.add(connection))
      networkOf.set(connection, network)
      return true
    },
    delete: remove,
    has: (connection) => networkOf.has(connection),
  }
}
