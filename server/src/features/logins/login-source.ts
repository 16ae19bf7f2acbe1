/** Between HTTP and signing in: what a request says of its source, and the cookies of who is let in. */
import type { Me } from '@berth/contract/accounts.ts'
import type { FastifyReply } from 'fastify'
import type { LoginCookie } from './login-cookie.ts'
import type { LoginSource, NewLogin } from './logins.service.ts'

interface Asked {
  readonly clientIp: string
  readonly userAgent: string
  readonly reply: FastifyReply
}

export const browserSource = (cookie: LoginCookie, { clientIp, userAgent, reply }: Asked): LoginSource => ({
  kind: 'browser',
  client: userAgent,
  address: clientIp,
  device: cookie.readDevice(reply.request),
})

/** The browser is signed in from this answer on, and known as its owner's. */
export function letIn(cookie: LoginCookie, reply: FastifyReply, login: NewLogin): Me {
  cookie.set(reply, login.token, login.expiresAt)
  if (login.device !== null) cookie.setDevice(reply, login.device)
  return login.me
}
