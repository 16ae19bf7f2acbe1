/** Named groups of members of a workspace; all members are in the one that is `Everyone` (2.3). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, line, listQuery, page, sortBy, time } from './shapes.ts'

const groupParams = z.strictObject({ id, group: id })
const groupMemberParams = z.strictObject({ id, group: id, user: id })
export const groupName = line(1, 64)

export const group = z.object({
  id,
  workspace: id,
  name: z.string(),
  /** Whoever belongs to the workspace is in it; it cannot be changed. */
  everyone: z.boolean(),
  members: z.number().int(),
  createdAt: time,
})
export type Group = z.infer<typeof group>

export const groupMember = z.object({
  id,
  email: z.string(),
  username: z.string(),
  fullName: z.string(),
  addedAt: time,
})
export type GroupMember = z.infer<typeof groupMember>

/** `Everyone` comes first in each. */
export const groupSorts = ['name', 'members', 'createdAt'] as const

export const groups = {
  list: endpoint({
    method: 'GET',
    path: '/workspaces/{id}/groups',
    summary: 'Groups of a workspace',
    access: 'member',
    params: idParams,
    query: z.strictObject({ ...listQuery, sort: sortBy(groupSorts) }),
    response: page(group),
    problems: ['not-found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/workspaces/{id}/groups',
    summary: 'Create a group',
    access: 'workspaceAdmin',
    params: idParams,
    body: z.strictObject({ name: groupName }),
    response: group,
    status: 201,
    problems: ['not-found', 'not-allowed'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/workspaces/{id}/groups/{group}',
    summary: 'Rename a group',
    access: 'workspaceAdmin',
    params: groupParams,
    body: z.strictObject({ name: groupName.optional() }),
    response: group,
    problems: ['not-found', 'not-allowed', 'group-everyone'],
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/workspaces/{id}/groups/{group}',
    summary: 'Delete a group; its members stay in the workspace',
    access: 'workspaceAdmin',
    params: groupParams,
    response: 'none',
    problems: ['not-found', 'not-allowed', 'group-everyone'],
  }),
  members: endpoint({
    method: 'GET',
    path: '/workspaces/{id}/groups/{group}/members',
    summary: 'Who is in a group',
    access: 'member',
    params: groupParams,
    query: z.strictObject(listQuery),
    response: page(groupMember),
    problems: ['not-found'],
  }),
  addMember: endpoint({
    method: 'PUT',
    path: '/workspaces/{id}/groups/{group}/members/{user}',
    summary: 'Put a member of the workspace into a group',
    access: 'workspaceAdmin',
    params: groupMemberParams,
    response: 'none',
    problems: ['not-found', 'not-allowed', 'group-everyone'],
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/workspaces/{id}/groups/{group}/members/{user}',
    summary: 'Take somebody out of a group',
    access: 'workspaceAdmin',
    params: groupMemberParams,
    response: 'none',
    problems: ['not-found', 'not-allowed', 'group-everyone'],
  }),
}
