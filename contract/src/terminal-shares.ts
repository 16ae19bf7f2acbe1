/** Terminals that others may look at, without being able to type (4.6). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, line, listQuery, page, sortBy, time } from './shapes.ts'
import { terminalId } from './terminals.ts'

const person = z.object({ id, username: z.string(), name: z.string() })

/** As whoever shares sees it. */
export const terminalShare = z.object({
  id,
  terminal: z.string(),
  /** Who may look. */
  with: person,
  createdAt: time,
})
export type TerminalShare = z.infer<typeof terminalShare>

/** As whoever may look sees it. */
export const sharedTerminal = z.object({
  id,
  terminal: z.string(),
  session: z.object({ id, name: z.string() }),
  owner: person,
  /** Whether the session runs. */
  live: z.boolean(),
  createdAt: time,
})
export type SharedTerminal = z.infer<typeof sharedTerminal>

export const sharedTerminalSorts = ['session', 'owner', 'createdAt'] as const

export const terminalShares = {
  list: endpoint({
    method: 'GET',
    path: '/sessions/{id}/terminal-shares',
    summary: 'Who may look at which terminals of a session',
    access: 'login',
    params: idParams,
    response: z.object({ items: z.array(terminalShare) }),
    problems: ['not-found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/sessions/{id}/terminal-shares',
    summary: 'Let a member of the session’s workspace look at a terminal; repeating it changes nothing',
    access: 'login',
    params: idParams,
    body: z.strictObject({
      terminal: terminalId,
      /** Username or email. */
      with: line(1, 254),
    }),
    response: terminalShare,
    status: 201,
    problems: ['not-found', 'session-state'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/sessions/{id}/terminal-shares/{share}',
    summary: 'Take it back: whoever looks sees nothing more from that moment',
    access: 'login',
    params: z.strictObject({ id, share: id }),
    response: 'none',
    problems: ['not-found'],
  }),
  mine: endpoint({
    method: 'GET',
    path: '/me/shared-terminals',
    summary: 'Terminals of others that you may look at',
    access: 'login',
    query: z.strictObject({ ...listQuery, sort: sortBy(sharedTerminalSorts) }),
    response: page(sharedTerminal),
  }),
  show: endpoint({
    method: 'GET',
    path: '/shared-terminals/{id}',
    summary: 'One of them',
    access: 'login',
    params: idParams,
    response: sharedTerminal,
    problems: ['not-found'],
  }),
  stream: endpoint({
    method: 'GET',
    path: '/shared-terminals/{id}/stream',
    summary: 'The terminal itself, as a WebSocket that only shows: what is sent to it ends it',
    access: 'login',
    params: idParams,
    response: 'websocket',
    problems: ['not-found'],
  }),
}
