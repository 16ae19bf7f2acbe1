import { ErrorState } from '../../ui/page-state.tsx'
import { useUsageWords } from './usage-texts.ts'

export interface NotLoadedProps {
  readonly query: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => Promise<unknown> }
}

/** In place of numbers that did not come. */
export function NotLoaded({ query }: NotLoadedProps) {
  const { t, failureOf } = useUsageWords()
  const { title, detail, requestId } = failureOf(query.error)
  return (
    <ErrorState
      title={t.notLoaded}
      requestId={requestId}
      onRetry={() => void query.refetch()}
      isRetrying={query.isFetching}
    >
      {title}. {detail}
    </ErrorState>
  )
}
