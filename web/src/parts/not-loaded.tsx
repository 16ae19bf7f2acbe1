/** In place of what did not come: why, and another try. */
import type { ErrorWords } from '../texts/describe-error.ts'
import { ErrorState, type ErrorStateProps } from '../ui/page-state.tsx'

export interface NotLoadedProps extends Pick<ErrorStateProps, 'title' | 'headingLevel' | 'isCompact'> {
  readonly query: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => Promise<unknown> }
  readonly failureOf: (error: unknown) => ErrorWords
}

export function NotLoaded({ query, failureOf, ...rest }: NotLoadedProps) {
  const { title, detail, requestId } = failureOf(query.error)
  return (
    <ErrorState {...rest} requestId={requestId} onRetry={() => void query.refetch()} isRetrying={query.isFetching}>
      {title}. {detail}
    </ErrorState>
  )
}
