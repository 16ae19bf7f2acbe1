/** Terminals of a session, and commands run in it. Wire format of the streams: frames below. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, time } from './shapes.ts'

const size = { cols: z.number().int().min(1).max(1000), rows: z.number().int().min(1).max(1000) }
export const terminalId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const terminalParams = z.strictObject({ id, tid: terminalId })

/** Text frames of the terminal's WebSocket; binary frames are terminal bytes both ways. */
export const terminalControl = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('resize'), ...size })])
export type TerminalEvent =
  /** First frame: so many bytes follow that rebuild the screen; answers to queries in them must be dropped. */
  | { type: 'replay'; bytes: number }
  | { type: 'exit'; code: number }
  /** To those who only look: the size it has now. */
  | { type: 'size'; cols: number; rows: number }

/** Text frames of the exec WebSocket, client to server; binary frames client to server are standard input. */
export const execControl = z.discriminatedUnion('type', [
  /** First frame. */
  z.strictObject({
    type: z.literal('run'),
    command: z.array(z.string().max(65_536)).min(1).max(1000),
    cwd: z.string().max(4096).optional(),
  }),
  z.strictObject({ type: z.literal('stdin-end') }),
  z.strictObject({ type: z.literal('signal'), name: z.enum(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL']) }),
])
/** Server to client: text frames as here; binary frames begin with one byte, 1 = stdout, 2 = stderr. */
export type ExecEvent =
  | { type: 'exit'; code: number | null; signal: string | null }
  | { type: 'failed'; detail: string }

// apart, so that the console's terminal does not load the schemas for them
export { closeCodes } from './close-codes.ts'

export const terminals = {
  list: endpoint({
    method: 'GET',
    path: '/sessions/{id}/terminals',
    summary: 'The live terminals of a session',
    access: 'login',
    params: idParams,
    response: z.object({
      items: z.array(
        z.object({ id: z.string(), title: z.string(), cols: z.number(), rows: z.number(), startedAt: time }),
      ),
    }),
    problems: ['not-found'],
  }),
  open: endpoint({
    method: 'POST',
    path: '/sessions/{id}/terminals',
    summary: 'Open a terminal; it lives until its shell ends, watched or not',
    access: 'login',
    params: idParams,
    body: z.strictObject({
      ...size,
      /** Instead of a login shell. */
      command: z.array(z.string().max(65_536)).min(1).max(1000).optional(),
    }),
    response: z.object({ id: z.string() }),
    status: 201,
    problems: ['not-found', 'session-state', 'too-many-terminals', 'engine-unavailable'],
  }),
  close: endpoint({
    method: 'DELETE',
    path: '/sessions/{id}/terminals/{tid}',
    summary: 'End a terminal and what runs in it',
    access: 'login',
    params: terminalParams,
    response: 'none',
    problems: ['not-found'],
  }),
  stream: endpoint({
    method: 'GET',
    path: '/sessions/{id}/terminals/{tid}/stream',
    summary: 'The terminal itself, as a WebSocket',
    access: 'login',
    params: terminalParams,
    response: 'websocket',
    problems: ['not-found'],
  }),
  exec: endpoint({
    method: 'GET',
    path: '/sessions/{id}/exec',
    summary: 'Run a command in the session without a terminal, as a WebSocket',
    access: 'login',
    params: idParams,
    response: 'websocket',
    problems: ['not-found', 'session-state'],
  }),
}
