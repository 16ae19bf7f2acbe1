/** A session by id or by name: live ones first, since only their names are unique, then those that ended. */
import type { Session } from '@berth/contract/sessions.ts'
import { exitCodes, Failure } from './failure.ts'
import type { Server } from './server.ts'

type State = 'running' | 'queued' | 'finished'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export async function findSession(server: Server, reference: string): Promise<Session> {
  if (uuid.test(reference)) return server.client.sessions.show({ params: { id: reference } })
  const named = async (state: State) => {
    const found = await listSessions(server, { state, q: reference })
    return found.filter(({ name }) => name === reference)
  }
  const live = (await Promise.all([named('running'), named('queued')])).flat()
  const found = live.length > 0 ? live : await named('finished')
  const [session, ...others] = found
  if (!session)
    throw new Failure(exitCodes.notFound, `There is no session named ${reference}.`, 'See: berth sessions ls --all')
  if (others.length === 0) return session
  const list = found.map(({ id, projectName, status, createdAt }) => `  ${id}  ${projectName}  ${status}  ${createdAt}`)
  throw new Failure(
    exitCodes.refused,
    `${found.length} sessions are named ${reference}; say which one by its id.`,
    list.join('\n'),
  )
}

export interface SessionFilter {
  readonly state?: State
  readonly q?: string
  readonly owner?: 'me' | 'all'
  readonly project?: string
}

/** All pages. */
export async function listSessions(server: Server, filter: SessionFilter): Promise<Session[]> {
  const sessions: Session[] = []
  let cursor: string | undefined
  do {
    const page = await server.client.sessions.list({ query: { ...filter, limit: 200, ...(cursor ? { cursor } : {}) } })
    sessions.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return sessions
}
