/**
 * Who says that scripts of people's pages do not run. What shows such a page of a bucket is this browser alone, so nothing
 * is drawn before both answers are there.
 */
import { useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { siteOffersQuery } from '../../../api/queries.ts'
import { preferencesQuery } from '../../../api/workspace-queries.ts'
import type { FrameAddress } from '../preview/preview-source.ts'

/** As it is now, whatever was known a while ago. Rejects where that cannot be found out. */
export async function askScriptsBlocked(cache: QueryClient): Promise<FrameAddress['scriptsBlocked']> {
  // whoever asks tries again
  const now = { staleTime: 0, retry: false } as const
  const [site, person] = await Promise.all([
    cache.fetchQuery({ ...siteOffersQuery, ...now }),
    cache.fetchQuery({ ...preferencesQuery, ...now }),
  ])
  return site.blockUserScripts ? 'site' : person.blockUserScripts ? 'preference' : null
}

/** Another text when it has changed, so that what is drawn is drawn anew. */
export function useScriptsKey(): string {
  const [site, person] = [useQuery(siteOffersQuery).data, useQuery(preferencesQuery).data]
  return `${site?.blockUserScripts} ${person?.blockUserScripts}`
}
