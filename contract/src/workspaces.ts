/** Tenants and who belongs to them (2.1). A user has a personal workspace and belongs to others. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, line, listQuery, page, sortBy, time } from './shapes.ts'

export const workspaceName = line(1, 64)
export const workspaceRole = z.enum(['admin', 'member'])
export type WorkspaceRole = z.infer<typeof workspaceRole>

export const workspace = z.object({
  id,
  name: z.string(),
  personal: z.boolean(),
  /** Of whoever asks; null for an administrator of the site who does not belong to it. */
  role: workspaceRole.nullable(),
})
export type Workspace = z.infer<typeof workspace>

/** Someone who belongs to a workspace (`active`, or `inactive`: their account is) or is invited to (`pending`). */
export const member = z.object({
  /** Of the user; of the invitation where it is pending. */
  id,
  email: z.string(),
  username: z.string().nullable(),
  fullName: z.string().nullable(),
  role: workspaceRole,
  status: z.enum(['active', 'inactive', 'pending']),
  /** Since when they belong to it, or when they were invited. */
  addedAt: time,
  lastActiveAt: time.nullable(),
  /** When a pending invitation ends. */
  expiresAt: time.nullable(),
})
export type Member = z.infer<typeof member>

/** `name` is what a list shows: the full name, else the username, else the email. */
export const memberSorts = ['email', 'name', 'role', 'status', 'addedAt', 'lastActiveAt'] as const

export const memberParams = z.strictObject({ id, user: id })

/** What somebody has in a workspace, and loses with it. */
export const memberHoldings = z.object({
  credentials: z.number().int(),
  projects: z.number().int(),
  computeSessions: z.array(z.object({ id, name: z.string(), status: z.string() })),
})
export type MemberHoldings = z.infer<typeof memberHoldings>

export const workspaces = {
  list: endpoint({
    method: 'GET',
    path: '/workspaces',
    summary: 'The workspaces that you belong to',
    access: 'login',
    query: z.strictObject({
      ...listQuery,
      /** Also those that you do not belong to; of use to administrators only. */
      all: z.enum(['true']).optional(),
    }),
    response: page(workspace),
  }),
  create: endpoint({
    method: 'POST',
    path: '/workspaces',
    summary: 'Create a shared workspace; you become its admin',
    access: 'superadmin',
    byPerson: true,
    body: z.strictObject({ name: workspaceName }),
    response: workspace,
    status: 201,
  }),
  show: endpoint({
    method: 'GET',
    path: '/workspaces/{id}',
    summary: 'One workspace',
    access: 'member',
    params: idParams,
    response: workspace,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/workspaces/{id}',
    summary: 'Rename a workspace',
    access: 'workspaceAdmin',
    params: idParams,
    body: z.strictObject({ name: workspaceName.optional() }),
    response: workspace,
    problems: ['not-found', 'not-allowed'],
  }),
  members: endpoint({
    method: 'GET',
    path: '/workspaces/{id}/members',
    summary: 'Who belongs to the workspace; its admins also see who is invited',
    access: 'member',
    params: idParams,
    query: z.strictObject({
      ...listQuery,
      status: z.enum(['active', 'inactive', 'pending']).optional(),
      sort: sortBy(memberSorts),
    }),
    response: page(member),
    problems: ['not-found'],
  }),
  updateMember: endpoint({
    method: 'PATCH',
    path: '/workspaces/{id}/members/{user}',
    summary: 'Change a member’s role; there is always an admin',
    access: 'workspaceAdmin',
    // An accomplice who was made an admin stays one, and can make the others members.
    byPerson: true,
    params: memberParams,
    body: z.strictObject({ role: workspaceRole }),
    response: member,
    problems: ['not-found', 'not-allowed', 'last-workspace-admin', 'personal-workspace'],
  }),
  holdings: endpoint({
    method: 'GET',
    path: '/workspaces/{id}/members/{user}/holdings',
    summary: 'What leaving or being removed would cut; your own, or as an admin anybody’s',
    access: 'member',
    params: memberParams,
    response: memberHoldings,
    problems: ['not-found', 'not-allowed'],
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/workspaces/{id}/members/{user}',
    summary: 'Remove a member: credentials are revoked and sessions there end',
    // Also for programs, such as one that follows a staff list: it only takes away.
    access: 'workspaceAdmin',
    params: memberParams,
    response: 'none',
    problems: ['not-found', 'not-allowed', 'last-workspace-admin', 'personal-workspace', 'not-yourself'],
  }),
  leave: endpoint({
    method: 'POST',
    path: '/workspaces/{id}/leave',
    summary: 'Leave a workspace: credentials are revoked and sessions there end',
    access: 'login',
    byPerson: true,
    params: idParams,
    response: 'none',
    problems: ['not-found', 'last-workspace-admin', 'personal-workspace'],
  }),
}
