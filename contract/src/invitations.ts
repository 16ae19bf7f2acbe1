/** Invitations into a workspace: bound to an email, used once, for seven days (2.1). */
import { z } from 'zod'
import { email, fullName, me, password, username } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { id, idParams, listQuery, page, sortBy, time } from './shapes.ts'
import { workspace, workspaceRole } from './workspaces.ts'

/** Of the link. Who is signed in as the invited one may name the invitation by its id instead. */
const tokenParams = z.strictObject({ token: z.string().min(1).max(100) })
const invitationParams = z.strictObject({ id, invitation: id })

export const invitationStatus = z.enum(['pending', 'expired', 'accepted', 'declined', 'revoked'])

const shown = {
  id,
  email: z.string(),
  role: workspaceRole,
  status: invitationStatus,
  /** Who invited; null: an account that is no more in the workspace's list has no name here. */
  invitedBy: z.string().nullable(),
  createdAt: time,
  expiresAt: time,
}
export const invitation = z.object({ ...shown, workspace: id })
export type Invitation = z.infer<typeof invitation>

/** Shown once: what is kept of the token is its hash. */
export const newInvitation = invitation.extend({
  token: z.string(),
  link: z.string(),
  /** An email with the link is on its way. */
  mailed: z.boolean(),
})
export type NewInvitation = z.infer<typeof newInvitation>

export const myInvitation = z.object({ ...shown, workspace: z.object({ id, name: z.string() }) })
export type MyInvitation = z.infer<typeof myInvitation>

/** What the holder of a link sees of it. */
export const openInvitation = z.object({
  workspace: z.string(),
  email: z.string(),
  role: workspaceRole,
  invitedBy: z.string().nullable(),
  expiresAt: time,
  /** Somebody has an account with this email: they sign in to it. */
  hasAccount: z.boolean(),
  /** May the link's holder make the account? Otherwise an administrator does. */
  mayUseSignUp: z.boolean(),
})
export type OpenInvitation = z.infer<typeof openInvitation>

const differsFromUsername = (value: { password: string; username: string }) =>
  value.username.toLowerCase() !== value.password.toLowerCase()

export const signUp = z
  .strictObject({ username, fullName: fullName.default(''), password })
  .refine(differsFromUsername, {
    path: ['password'],
    params: { code: 'same-as-account' },
    error: 'same-as-account',
  })

export const invitationSorts = ['email', 'role', 'invitedBy', 'createdAt', 'expiresAt'] as const

export const invitations = {
  list: endpoint({
    method: 'GET',
    path: '/workspaces/{id}/invitations',
    summary: 'Pending invitations into a workspace, those that have expired included',
    access: 'workspaceAdmin',
    params: idParams,
    query: z.strictObject({ ...listQuery, sort: sortBy(invitationSorts) }),
    response: page(invitation),
    problems: ['not-found', 'not-allowed'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/workspaces/{id}/invitations',
    summary: 'Invite somebody by email; the answer alone has the link',
    access: 'workspaceAdmin',
    // Whoever holds a leaked key would invite themselves, and stay.
    byPerson: true,
    params: idParams,
    body: z.strictObject({ email, role: workspaceRole.default('member') }),
    response: newInvitation,
    status: 201,
    problems: [
      'not-found',
      'not-allowed',
      'already-member',
      'already-invited',
      'personal-workspace',
      'too-many-requests',
    ],
  }),
  resend: endpoint({
    method: 'POST',
    path: '/workspaces/{id}/invitations/{invitation}/resend',
    summary: 'A new link for seven more days; the earlier one is worth nothing from now on',
    access: 'workspaceAdmin',
    // The answer has the link of somebody else's invitation, maybe as an admin, with which an account can be made.
    byPerson: true,
    params: invitationParams,
    response: newInvitation,
    problems: ['not-found', 'not-allowed', 'too-many-requests'],
  }),
  revoke: endpoint({
    method: 'DELETE',
    path: '/workspaces/{id}/invitations/{invitation}',
    summary: 'Take an invitation back',
    // Also for programs, like the list: nobody comes in by it.
    access: 'workspaceAdmin',
    params: invitationParams,
    response: 'none',
    problems: ['not-found', 'not-allowed'],
  }),
  mine: endpoint({
    method: 'GET',
    path: '/me/invitations',
    summary: 'Workspaces that you are invited to',
    access: 'login',
    query: z.strictObject(listQuery),
    response: page(myInvitation),
  }),
  show: endpoint({
    method: 'GET',
    path: '/invitations/{token}',
    summary: 'What the holder of an invitation’s link is invited to',
    access: 'public',
    params: tokenParams,
    response: openInvitation,
    problems: ['invitation-over'],
  }),
  accept: endpoint({
    method: 'POST',
    path: '/invitations/{token}/accept',
    summary: 'Join the workspace; as the invited one, by the link’s token or the invitation’s id',
    access: 'login',
    byPerson: true,
    params: tokenParams,
    response: workspace,
    problems: ['invitation-over', 'invitation-for-another'],
  }),
  decline: endpoint({
    method: 'POST',
    path: '/invitations/{token}/decline',
    summary: 'Turn the invitation down',
    access: 'login',
    byPerson: true,
    params: tokenParams,
    response: 'none',
    problems: ['invitation-over', 'invitation-for-another'],
  }),
  signUp: endpoint({
    method: 'POST',
    path: '/invitations/{token}/sign-up',
    summary: 'Make an account of the invited email and join the workspace; you are signed in',
    access: 'public',
    params: tokenParams,
    body: signUp,
    response: me,
    status: 201,
    problems: ['invitation-over', 'invitation-has-account', 'sign-up-off', 'too-many-requests'],
  }),
}
