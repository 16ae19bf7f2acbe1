import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { normalizeAddress } from '../client-networks.ts'

/** Fastify walks `X-Forwarded-For` from the right through the trusted proxies; what it finds may still be no address. */
export function clientAddress(request: FastifyRequest): string {
  const socketAddress = normalizeAddress(request.socket.remoteAddress ?? '')
  const claimed = normalizeAddress(request.ip ?? socketAddress)
  return isIP(claimed) ? claimed : socketAddress
}
