/** Between HTTP and signing in: what a request says of its source, and the cookies of who is let in. */
import type { Me } from '@berth/contract/accounts.ts'
import type { FastifyReply } from 'fastify'
import type { LoginCookie } from './login-cookie.ts'
import type { LoginSource, NewLogin } from './logins.service.ts'

export interface Asked {
  readonly clientIp: string
  readonly userAgent: string
  readonly reply: FastifyReply
}

/** What the routes of every way to sign in go through. */
export interface LoginDoor {
  source(asked: Asked): LoginSource
  /** The browser is signed in from this answer on, and known as its owner's. */
  letIn(reply: FastifyReply, login: NewLogin): Me
}

export const createLoginDoor = (cookie: LoginCookie): LoginDoor => ({
  source: ({ clientIp, userAgent, reply }) => ({
    kind: 'browser',
    client: userAgent,
    address: clientIp,
    device: cookie.readDevice(reply.request),
  }),
  letIn: (reply, login) => {
    cookie.set(reply, login.token, login.expiresAt)
    if (login.device !== null) cookie.setDevice(reply, login.device)
    return login.me
  },
})
