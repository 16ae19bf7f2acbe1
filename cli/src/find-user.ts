/** A user by id, email or username, without regard to case. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { User, users } from '@berth/contract/users.ts'
import { exitCodes, Failure } from './failure.ts'
import type { Server } from './server.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export async function findUser(server: Server, reference: string): Promise<User> {
  if (uuid.test(reference)) return server.client.users.show({ params: { id: reference } })
  const field = reference.includes('@') ? 'email' : 'username'
  const matches = async (name: 'email' | 'username') => {
    const found = await listUsers(server, { [name]: reference })
    return found.find((user) => user[name].toLowerCase() === reference.toLowerCase())
  }
  // a username may look like an email
  const user = (await matches(field)) ?? (field === 'email' ? await matches('username') : undefined)
  if (user) return user
  throw new Failure(exitCodes.notFound, `There is no user ${reference}.`, 'See: berth users ls --all')
}

export type UserFilter = Omit<NonNullable<CallInput<typeof users.list>['query']>, 'limit' | 'cursor'>

/** All pages. */
export async function listUsers(server: Server, filter: UserFilter): Promise<User[]> {
  const found: User[] = []
  let cursor: string | undefined
  do {
    const page = await server.client.users.list({ query: { ...filter, limit: 200, ...(cursor ? { cursor } : {}) } })
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return found
}
