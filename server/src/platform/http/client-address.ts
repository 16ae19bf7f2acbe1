import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { normalizeAddress } from '../client-networks.ts'

/** Fastify walks `X-Forwarded-For` from the right through the trusted proxies; what it finds may still be no address. */
export function clientAddress(request: FastifyRequest): string {
  const { socket, ip } = request
  let address = ofSockets.get(socket)
  if (address === undefined) ofSockets.set(socket, (address = normalizeAddress(socket.remoteAddress ?? '')))
  if (ip === undefined || ip === socket.remoteAddress) return address
  const claimed = normalizeAddress(ip)
  return isIP(claimed) ? claimed : address
}

/** A connection keeps its address, and carries many requests. */
const ofSockets = new WeakMap<object, string>()
