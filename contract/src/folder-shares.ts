/** Who else is let into a folder: people invited to a user's folder, and what members of a project may in a group's. */
import { z } from 'zod'
import { email } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { folder, folderPermission } from './folders.ts'
import { id, idParams, listQuery, page, time } from './shapes.ts'

export const mostShares = 200

export const folderShare = z.object({
  id,
  email: z.string(),
  /** Once it is accepted. */
  user: id.nullable(),
  userName: z.string().nullable(),
  permission: folderPermission,
  status: z.enum(['pending', 'accepted']),
  createdAt: time,
  acceptedAt: time.nullable(),
})
export type FolderShare = z.infer<typeof folderShare>

export const folderInvitation = z.object({
  id,
  /** Of the folder. */
  name: z.string(),
  permission: folderPermission,
  /** Who invites. */
  owner: id,
  ownerName: z.string(),
  createdAt: time,
})
export type FolderInvitation = z.infer<typeof folderInvitation>

/** Somebody in the project of a group folder. */
export const folderMember = z.object({
  user: id,
  email: z.string(),
  username: z.string(),
  fullName: z.string(),
  permission: folderPermission,
  /** It is theirs alone; otherwise it is that of everyone in the project. */
  own: z.boolean(),
})
export type FolderMember = z.infer<typeof folderMember>

const shareParams = z.strictObject({ id, share: id })
const memberParams = z.strictObject({ id, user: id })

export const folderShares = {
  list: endpoint({
    method: 'GET',
    path: '/folders/{id}/shares',
    summary: 'Who is invited to your folder, and who has accepted',
    access: 'login',
    params: idParams,
    query: z.strictObject(listQuery),
    response: page(folderShare),
    problems: ['not-found', 'not-allowed'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/folders/{id}/shares',
    summary: 'Invite somebody to your folder by email',
    access: 'login',
    // Whoever holds a leaked key would invite themselves, and stay.
    byPerson: true,
    params: idParams,
    body: z.strictObject({ email, permission: folderPermission }),
    response: folderShare,
    status: 201,
    idempotent: true,
    problems: ['not-found', 'not-allowed', 'already-invited', 'too-many-shares', 'folder-state'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/folders/{id}/shares/{share}',
    summary: 'Change what somebody may do in your folder; with less, their sessions that have it mounted end',
    access: 'login',
    byPerson: true,
    params: shareParams,
    body: z.strictObject({ permission: folderPermission }),
    response: folderShare,
    problems: ['not-found', 'not-allowed'],
  }),
  end: endpoint({
    method: 'DELETE',
    path: '/folders/{id}/shares/{share}',
    summary: 'End a share or take an invitation back; their sessions that have it mounted end',
    access: 'login',
    params: shareParams,
    response: 'none',
    problems: ['not-found', 'not-allowed'],
  }),
  members: endpoint({
    method: 'GET',
    path: '/folders/{id}/members',
    summary: 'What each member of the project may do in its group folder',
    access: 'login',
    params: idParams,
    query: z.strictObject(listQuery),
    response: page(folderMember),
    problems: ['not-found', 'not-allowed'],
  }),
  setMember: endpoint({
    method: 'PUT',
    path: '/folders/{id}/members/{user}',
    summary: 'Give a member of the project a permission of their own in its group folder',
    access: 'login',
    params: memberParams,
    body: z.strictObject({ permission: folderPermission }),
    response: 'none',
    problems: ['not-found', 'not-allowed'],
  }),
  clearMember: endpoint({
    method: 'DELETE',
    path: '/folders/{id}/members/{user}',
    summary: 'Take a member’s own permission away, so that everyone’s holds for them',
    access: 'login',
    params: memberParams,
    response: 'none',
    problems: ['not-found', 'not-allowed'],
  }),
}

export const folderInvitations = {
  list: endpoint({
    method: 'GET',
    path: '/folder-invitations',
    summary: 'Folders that you are invited to',
    access: 'login',
    query: z.strictObject(listQuery),
    response: page(folderInvitation),
  }),
  accept: endpoint({
    method: 'POST',
    path: '/folder-invitations/{id}/accept',
    summary: 'Accept an invitation to a folder',
    access: 'login',
    byPerson: true,
    params: idParams,
    response: folder,
    problems: ['invitation-over', 'name-taken', 'quota-exceeded', 'storage-host-refused'],
  }),
  decline: endpoint({
    method: 'POST',
    path: '/folder-invitations/{id}/decline',
    summary: 'Turn an invitation to a folder down',
    access: 'login',
    byPerson: true,
    params: idParams,
    response: 'none',
    problems: ['invitation-over'],
  }),
}
