import type { NotLoadedProps } from './not-loaded.tsx'

type Asked = NotLoadedProps['query'] & { readonly data: unknown }

/** Those that did not come, as one: the first one's reason, another try for all. */
export function failedOf(queries: readonly Asked[]): NotLoadedProps['query'] | undefined {
  const failed = queries.filter(({ data, error }) => data === undefined && error !== null)
  return (
    failed[0] && {
      error: failed[0].error,
      isFetching: failed.some(({ isFetching }) => isFetching),
      refetch: () => Promise.all(failed.map(({ refetch }) => refetch())),
    }
  )
}
