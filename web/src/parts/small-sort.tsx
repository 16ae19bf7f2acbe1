/** On small screens, where a table has no header: the order of a list that has no filters. Loaded only there. */
import { Suspense } from 'react'
import { lazyPart } from '../ui/lazy-part.ts'
import { cardsQuery, useMedia } from '../ui/use-media.ts'
import type { FilterBarProps } from './filter-bar.tsx'

type Bar = FilterBarProps<never>
const FilterBar = lazyPart<Bar>(async () => (await import('./filter-bar.tsx')).FilterBar)

export function SmallSort(props: Pick<Bar, 'sort' | 'sortFields' | 'onSort'>) {
  if (!useMedia(cardsQuery)) return null
  return (
    // what is below it does not move when it comes
    <div style={{ flexBasis: '100%', minBlockSize: 'var(--control-compact)' }}>
      <Suspense>
        <FilterBar {...props} filters={none} values={unset} onChange={ignore} opensBelow={768} />
      </Suspense>
    </div>
  )
}

const none: Bar['filters'] = []
const unset: Bar['values'] = {}
const ignore = () => undefined
