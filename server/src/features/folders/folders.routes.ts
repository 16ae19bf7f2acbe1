import type { folderInvitations, folderShares } from '@berth/contract/folder-shares.ts'
import type { Folder, folders, storageHosts } from '@berth/contract/folders.ts'
import type { FastifyReply } from 'fastify'
import { entityTag } from '../../platform/entity-tag.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { FolderShares } from './folder-shares.service.ts'
import type { Folders } from './folders.service.ts'

const tagged = (reply: FastifyReply, folder: Folder): Folder => {
  void reply.header('etag', entityTag(folder.version))
  return folder
}

export const storageHostRoutes = (service: Folders): Handlers<typeof storageHosts> => ({
  list: shared(({ caller, query }) => service.hosts(caller, query.project)),
})

export const folderRoutes = (service: Folders, shares: FolderShares): Handlers<typeof folders> => ({
  list: shared(({ caller, query }) => service.list(caller, query)),
  create: async ({ caller, body, idempotencyKey, reply }) =>
    tagged(reply, await service.create(caller, body, idempotencyKey)),
  show: async ({ caller, params, reply }) => tagged(reply, await service.show(caller, params.id)),
  update: async ({ caller, params, body, headers, reply }) =>
    tagged(reply, await service.update(caller, params.id, body, headers['if-match'])),
  trash: ({ caller, params }) => service.trash(caller, params.id),
  restore: async ({ caller, params, reply }) => tagged(reply, await service.restore(caller, params.id)),
  purge: ({ caller, params, body }) => service.purge(caller, params.id, body.name),
  leave: ({ caller, params }) => shares.leave(caller, params.id),
})

export const folderShareRoutes = (shares: FolderShares): Handlers<typeof folderShares> => ({
  list: shared(({ caller, params, query }) => shares.list(caller, params.id, query)),
  create: ({ caller, params, body, idempotencyKey }) => shares.invite(caller, params.id, body, idempotencyKey),
  update: ({ caller, params, body }) => shares.change(caller, params.id, params.share, body.permission),
  end: ({ caller, params }) => shares.end(caller, params.id, params.share),
  members: shared(({ caller, params, query }) => shares.members(caller, params.id, query)),
  setMember: ({ caller, params, body }) => shares.setMember(caller, params.id, params.user, body.permission),
  clearMember: ({ caller, params }) => shares.clearMember(caller, params.id, params.user),
})

export const folderInvitationRoutes = (shares: FolderShares): Handlers<typeof folderInvitations> => ({
  list: shared(({ caller, query }) => shares.invitations(caller, query)),
  accept: ({ caller, params }) => shares.accept(caller, params.id),
  decline: ({ caller, params }) => shares.decline(caller, params.id),
})
