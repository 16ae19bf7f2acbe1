import type { invitations } from '@berth/contract/invitations.ts'
import type { workspaces } from '@berth/contract/workspaces.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Clock } from '../../platform/time.ts'
import type { LoginDoor } from '../logins/login-door.ts'
import type { Invitations } from './invitations.service.ts'
import { invitationsOfUser, listInvitations } from './invitations.views.ts'
import { viewerOf, type Workspaces } from './workspaces.service.ts'
import { listMembers, listWorkspaces } from './workspaces.views.ts'

export const workspaceRoutes = (db: Kysely<Tables>, service: Workspaces): Handlers<typeof workspaces> => ({
  list: shared(({ caller, query: { all, ...query } }) => listWorkspaces(db, viewerOf(caller, all === 'true'), query)),
  create: ({ caller, body }) => service.create(caller, body),
  show: shared(({ caller, params }) => service.show(caller, params.id)),
  update: ({ caller, params, body }) => service.rename(caller, params.id, body),
  members: shared(async ({ caller, params, query }) => {
    const withInvited = (await service.standing(caller, params.id)) === 'admin'
    return listMembers(db, params.id, { ...query, withInvited })
  }),
  updateMember: ({ caller, params, body }) => service.changeRole(caller, params.id, params.user, body.role),
  holdings: ({ caller, params }) => service.holdings(caller, params.id, params.user),
  removeMember: ({ caller, params }) => service.remove(caller, params.id, params.user),
  leave: ({ caller, params }) => service.leave(caller, params.id),
})

export interface InvitationRouteDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly workspaces: Workspaces
  readonly invitations: Invitations
  readonly door: LoginDoor
}

export const invitationRoutes = (deps: InvitationRouteDeps): Handlers<typeof invitations> => {
  const { db, clock, workspaces, invitations: service, door } = deps
  return {
    list: shared(async ({ caller, params, query }) => {
      await workspaces.requireAdmin(caller, params.id)
      return listInvitations(db, params.id, query, clock.now())
    }),
    create: ({ caller, params, body, language }) => service.create(caller, params.id, body, language),
    resend: ({ caller, params, language }) => service.resend(caller, params.id, params.invitation, language),
    revoke: ({ caller, params }) => service.revoke(caller, params.id, params.invitation),
    // A program is there for one workspace, which its owner is in.
    mine: shared(async ({ caller, query }) =>
      caller.credential === null
        ? invitationsOfUser(db, caller.user, query, clock.now())
        : { items: [], nextCursor: null },
    ),
    show: ({ params }) => service.show(params.token),
    accept: ({ caller, params }) => service.accept(caller, params.token),
    decline: ({ caller, params }) => service.decline(caller, params.token),
    signUp: async ({ params, body, ...asked }) =>
      door.letIn(asked.reply, await service.signUp(params.token, body, door.source(asked))),
  }
}
