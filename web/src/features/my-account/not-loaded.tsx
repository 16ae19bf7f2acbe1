import { NotLoaded as Part, type NotLoadedProps } from '../../parts/not-loaded.tsx'
import { useAccountWords } from './account-texts.ts'

/** In place of a list that did not come. */
export function NotLoaded({ query }: Pick<NotLoadedProps, 'query'>) {
  const { t, failureOf } = useAccountWords()
  return <Part title={t.page.notLoaded} query={query} failureOf={failureOf} />
}
