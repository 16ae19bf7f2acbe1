/** In place of what is not there: its outline while it is asked for, what went wrong when it failed. */
import { ErrorState } from '../../ui/page-state.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { useGeneralWords } from './general-texts.ts'

export interface NotLoadedProps {
  readonly title: string
  readonly query: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => unknown }
}

export function NotLoaded({ title, query: { error, isFetching, refetch } }: NotLoadedProps) {
  const { failureOf } = useGeneralWords()
  if (error === null)
    return (
      <SkeletonRegion>
        <Skeleton width="100%" height="4rem" />
      </SkeletonRegion>
    )
  const failure = failureOf(error)
  return (
    <ErrorState title={title} requestId={failure.requestId} onRetry={() => void refetch()} isRetrying={isFetching}>
      {failure.title}. {failure.detail}
    </ErrorState>
  )
}
