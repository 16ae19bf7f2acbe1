/** What administrators change of the site while it runs. */
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { useTexts } from '../../texts/app-texts.ts'
import { sayError } from '../../texts/say-error.ts'
import { lazyPart } from '../../ui/lazy-part.ts'
import { ErrorState } from '../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { siteSettingsQuery } from './site-settings-query.ts'
import styles from './site-settings.module.css'
import { useSiteSettingsTexts } from './site-settings-texts.ts'

const SiteSettingsForm = lazyPart(async () => (await import('./site-settings-form.tsx')).SiteSettingsForm)

export function SiteSettingsPage() {
  const t = useSiteSettingsTexts()
  if (useMe().role !== 'superadmin') return <AdministratorsOnly title={t.title} />
  return (
    <div className={styles.page}>
      <PageHead title={t.title} />
      <Settings />
    </div>
  )
}

function Settings() {
  const t = useSiteSettingsTexts()
  const { signIn } = useTexts()
  const { data, error, isFetching, refetch } = useQuery(siteSettingsQuery)
  const loading = (
    <SkeletonRegion className={styles.form}>
      <Skeleton width="100%" height="14rem" />
      <Skeleton width="100%" height="14rem" />
    </SkeletonRegion>
  )
  if (data !== undefined)
    return (
      <Suspense fallback={loading}>
        <SiteSettingsForm settings={data} />
      </Suspense>
    )
  if (error === null) return loading
  const { detail, requestId } = sayError(error, signIn.noAnswer)
  return (
    <ErrorState title={t.loadFailed} requestId={requestId} onRetry={() => void refetch()} isRetrying={isFetching}>
      {detail}
    </ErrorState>
  )
}
