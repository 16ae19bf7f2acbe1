/** Where a request came from, for requests that pass no route: as Fastify finds it for the others. */
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { isAllowedFrom, normalizeAddress } from '../client-networks.ts'

export type AddressOf = (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string

/** Walks `X-Forwarded-For` from the right for as long as the hop before is one of the trusted proxies. */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  return ({ socket, headers }) => {
    let address = normalizeAddress(socket.remoteAddress ?? '')
    if (trustedProxies.length === 0) return address
    const hops = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse()
    for (const hop of hops) {
      const claimed = normalizeAddress(hop)
      if (!isAllowedFrom(trustedProxies, address) || isIP(claimed) === 0) break
      address = claimed
    }
    return address
  }
}
