/** One terminal that somebody lets you look at. */
import type { SharedTerminal } from '@berth/contract/terminal-shares.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { client } from '../../../api/client.ts'
import { isNotFound } from '../../../parts/failure.ts'
import { paths } from '../../../paths.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { usePageTitle } from '../../../shell/page-title.ts'
import { EyeIcon } from '../../../ui/icons.tsx'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { useActivityWords } from '../activity-words.ts'
import styles from './shared.module.css'

const SharedTerminalView = lazyPart(async () => (await import('./shared-terminal-view.tsx')).SharedTerminalView)

const sharedQuery = (id: string) =>
  queryOptions({
    queryKey: ['shared-terminals', id],
    queryFn: () => client.terminalShares.show({ params: { id } }),
    // what one terminal shows may never stand in another's place
    placeholderData: undefined,
    staleTime: 0,
    retry: false,
  })

export function SharedTerminalPage() {
  const { t, failureOf } = useActivityWords()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch, isFetching } = useQuery(sharedQuery(id))
  const instead = error === null ? t.share.pageTitle : isNotFound(error) ? t.share.gone : t.share.failed
  usePageTitle(data === undefined ? instead : undefined)
  const back = <Link to={paths.sharedTerminals}>{t.share.back}</Link>
  if (data !== undefined) return <Look shared={data} />
  if (error === null)
    return (
      <SkeletonRegion className={styles.page}>
        <Skeleton width="20rem" height="1.75rem" />
        <Skeleton width="100%" height="20rem" />
      </SkeletonRegion>
    )
  if (isNotFound(error))
    return (
      <EmptyState headingLevel={1} icon={<EyeIcon size={24} />} title={t.share.gone} actions={back}>
        {t.share.goneText}
      </EmptyState>
    )
  const { title, detail, requestId } = failureOf(error)
  return (
    <ErrorState
      headingLevel={1}
      title={t.share.failed}
      requestId={requestId}
      onRetry={() => void refetch()}
      isRetrying={isFetching}
    >
      {title}. {detail}
    </ErrorState>
  )
}

function Look({ shared }: { readonly shared: SharedTerminal }) {
  const { t } = useActivityWords()
  const title = t.share.ofWhom({ name: shared.owner.name, session: shared.session.name })
  return (
    <div className={styles.page}>
      <PageHead title={title} actions={<Link to={paths.sharedTerminals}>{t.share.back}</Link>} />
      <Suspense>
        <SharedTerminalView shared={shared} label={title} />
      </Suspense>
    </div>
  )
}
