import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

/** Events tell of changes, not of the last use of a key: every visit asks anew, and shows meanwhile what is known. */
export const sshKeysQuery = queryOptions({
  queryKey: ['ssh-keys'],
  queryFn: () => client.sshKeys.list(),
  staleTime: 0,
})
