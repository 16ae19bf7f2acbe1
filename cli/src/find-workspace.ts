/** A workspace, a project, a member by id or name, without regard to case. */
import type { Project } from '@berth/contract/projects.ts'
import type { Member, Workspace } from '@berth/contract/workspaces.ts'
import { exitCodes, Failure } from './failure.ts'
import type { Server } from './server.ts'

interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/** All pages. */
export async function allOf<Item>(ask: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>) {
  const found: Item[] = []
  let cursor: string | undefined
  do {
    const page = await ask({ limit: 200, ...(cursor ? { cursor } : {}) })
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return found
}

const isAdministrator = async ({ client }: Server) => (await client.accounts.me()).role === 'superadmin'
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

function only<Item extends { readonly id: string; readonly name: string }>(
  found: readonly Item[],
  reference: string,
  noun: string,
): Item {
  const [first, second] = found.filter(({ id, name }) => same(id, reference) || same(name, reference))
  if (first === undefined)
    throw new Failure(exitCodes.notFound, `There is no ${noun} ${reference}.`, `See: berth ${noun}s ls`)
  if (second !== undefined)
    throw new Failure(
      exitCodes.usage,
      `Several ${noun}s are called ${reference}; use the id.`,
      `See: berth ${noun}s ls`,
    )
  return first
}

/** Administrators also those that they do not belong to. */
export async function listWorkspaces(server: Server, all: boolean): Promise<Workspace[]> {
  return allOf((page) => server.client.workspaces.list({ query: { ...page, ...(all ? { all: 'true' } : {}) } }))
}

export async function findWorkspace(server: Server, reference: string): Promise<Workspace> {
  return only(await listWorkspaces(server, await isAdministrator(server)), reference, 'workspace')
}

export async function findProject(server: Server, reference: string, workspace?: string): Promise<Project> {
  const all = (await isAdministrator(server)) ? ({ all: 'true' } as const) : {}
  const of = workspace === undefined ? {} : { workspace: (await findWorkspace(server, workspace)).id }
  const found = await allOf((page) => server.client.projects.list({ query: { ...page, ...all, ...of } }))
  return only(found, reference, 'project')
}

/** By email, username or id. */
export async function findMember(server: Server, workspace: string, reference: string): Promise<Member> {
  const ask = (page: object) =>
    server.client.workspaces.members({ params: { id: workspace }, query: { ...page, q: reference.slice(0, 200) } })
  const isMeant = ({ id, email, username }: Member) => [id, email, username ?? ''].some((name) => same(name, reference))
  // an id is in none of the texts that are searched
  const found = /^[0-9a-f-]{36}$/i.test(reference)
    ? await allOf((page) => server.client.workspaces.members({ params: { id: workspace }, query: page }))
    : await allOf(ask)
  const member = found.find(isMeant)
  if (member) return member
  throw new Failure(exitCodes.notFound, `${reference} is not in the workspace.`, 'See: berth workspaces members')
}
