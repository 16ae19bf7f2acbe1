import { ErrorState } from '../../ui/page-state.tsx'
import { useAccountWords } from './account-texts.ts'

export interface NotLoadedProps {
  readonly query: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => Promise<unknown> }
}

/** In place of a list that did not come. */
export function NotLoaded({ query }: NotLoadedProps) {
  const words = useAccountWords()
  const { title, detail, requestId } = words.failureOf(query.error)
  return (
    <ErrorState
      title={words.t.page.notLoaded}
      requestId={requestId}
      onRetry={() => void query.refetch()}
      isRetrying={query.isFetching}
    >
      {title}. {detail}
    </ErrorState>
  )
}
