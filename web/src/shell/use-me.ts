import type { Me } from '@berth/contract/accounts.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from '../api/queries.ts'

/** Who is signed in; known before the first page is drawn. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data
