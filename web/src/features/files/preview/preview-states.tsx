/** While a preview loads, and when it did not come. */
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { usePreviewWords } from './preview-texts.ts'

export function Loading() {
  return (
    <SkeletonRegion>
      <Skeleton width="100%" height="16rem" />
    </SkeletonRegion>
  )
}

export interface NotShownProps {
  readonly query: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => Promise<unknown> }
}

export function NotShown({ query }: NotShownProps) {
  const { t, failureOf } = usePreviewWords()
  const { detail, requestId } = failureOf(query.error)
  return (
    <ErrorState
      title={t.failed}
      requestId={requestId}
      onRetry={() => void query.refetch()}
      isRetrying={query.isFetching}
    >
      {detail} {t.failedText}
    </ErrorState>
  )
}
