import { NotLoaded as Part, type NotLoadedProps } from '../../parts/not-loaded.tsx'
import { useUsageWords } from './usage-texts.ts'

/** In place of numbers that did not come. */
export function NotLoaded({ query }: Pick<NotLoadedProps, 'query'>) {
  const { t, failureOf } = useUsageWords()
  return <Part title={t.notLoaded} query={query} failureOf={failureOf} />
}
