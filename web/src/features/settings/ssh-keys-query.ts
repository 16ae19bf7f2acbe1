import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

/** Nothing tells of changes here, so every visit asks anew; what is known stays on the screen meanwhile. */
export const sshKeysQuery = queryOptions({
  queryKey: ['ssh-keys'],
  queryFn: () => client.sshKeys.list(),
  staleTime: 0,
})
