/** What is asked about folders, and what is done with them. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { folderShares, FolderShare } from '@berth/contract/folder-shares.ts'
import type { Folder, folders, FolderPermission } from '@berth/contract/folders.ts'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'
import { folderKeys } from '../../../api/live-keys.ts'
import { listQueryOf } from './folders-search.ts'
import type { FoldersAddress } from './folders-search.ts'

const pageSize = 50

export const folderListQuery = (
  { tab, owner, filters, sort }: Omit<FoldersAddress, 'isCreating'>,
  /** Those that came with the site are left out. */
  hidesExamples: boolean,
) =>
  infiniteQueryOptions({
    queryKey: [...folderKeys.lists, { tab, owner, filters, sort, hidesExamples }],
    queryFn: ({ pageParam }) =>
      client.folders.list({
        query: {
          ...listQueryOf({ tab, owner, filters, sort }),
          limit: pageSize,
          ...(hidesExamples ? { example: 'false' as const } : {}),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const sharesQuery = (folder: string) =>
  infiniteQueryOptions({
    queryKey: folderKeys.shares(folder),
    queryFn: ({ pageParam }) =>
      client.folderShares.list({
        params: { id: folder },
        query: { limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: undefined,
    staleTime: 0,
  })

export const membersQuery = (folder: string, q: string) =>
  infiniteQueryOptions({
    queryKey: [...folderKeys.members(folder), q],
    queryFn: ({ pageParam }) =>
      client.folderShares.members({
        params: { id: folder },
        query: {
          limit: pageSize,
          ...(q === '' ? {} : { q }),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 0,
  })

export const invitationsQuery = queryOptions({
  queryKey: folderKeys.invitations,
  queryFn: () => client.folderInvitations.list({ query: { limit: 50 } }),
  staleTime: 15_000,
})

/** The lists are asked again before a change counts as done. */
export function useFolderChanges() {
  const cache = useQueryClient()
  const then = async <Result>(call: Promise<Result>): Promise<Result> => {
    const result = await call
    await cache.invalidateQueries({ queryKey: folderKeys.all })
    return result
  }
  const params = ({ id }: Folder) => ({ params: { id } })
  return {
    create: (body: CallInput<typeof folders.create>['body']) => then(client.folders.create({ body })),
    update: (folder: Folder, body: NonNullable<CallInput<typeof folders.update>['body']>) =>
      then(client.folders.update({ ...params(folder), body }, { headers: { 'if-match': `"${folder.version}"` } })),
    trash: (folder: Folder) => then(client.folders.trash(params(folder))),
    restore: (folder: Folder) => then(client.folders.restore(params(folder))),
    purge: (folder: Folder, name: string) => then(client.folders.purge({ ...params(folder), body: { name } })),
    leave: (folder: Folder) => then(client.folders.leave(params(folder))),
    invite: (folder: Folder, body: CallInput<typeof folderShares.create>['body']) =>
      then(client.folderShares.create({ ...params(folder), body })),
    changeShare: ({ id }: Folder, share: FolderShare, permission: FolderPermission) =>
      then(client.folderShares.update({ params: { id, share: share.id }, body: { permission } })),
    endShare: ({ id }: Folder, share: FolderShare) =>
      then(client.folderShares.end({ params: { id, share: share.id } })),
    setMember: ({ id }: Folder, user: string, permission: FolderPermission | undefined) =>
      then(
        permission === undefined
          ? client.folderShares.clearMember({ params: { id, user } })
          : client.folderShares.setMember({ params: { id, user }, body: { permission } }),
      ),
    answer: (invitation: string, how: 'accept' | 'decline') =>
      then<unknown>(client.folderInvitations[how]({ params: { id: invitation } })),
  }
}
