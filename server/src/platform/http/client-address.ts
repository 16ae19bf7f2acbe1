/** One spelling for an address: an IPv4 address mapped into IPv6 is the IPv4 address; zones are dropped. */
import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

export function normalizeAddress(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)
  return mapped?.[1] ?? bare
}

/** Fastify walks `X-Forwarded-For` from the right through the trusted proxies; what it finds may still be no address. */
export function clientAddress(request: FastifyRequest): string {
  const socketAddress = normalizeAddress(request.socket.remoteAddress ?? '')
  const claimed = normalizeAddress(request.ip ?? socketAddress)
  return isIP(claimed) ? claimed : socketAddress
}
