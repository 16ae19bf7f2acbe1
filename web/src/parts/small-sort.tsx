/** On small screens, where a table has no header: the order of a list that has no filters. Loaded only there. */
import { Suspense } from 'react'
import { lazyPart } from '../ui/lazy-part.ts'
import { cardsQuery, useMedia } from '../ui/use-media.ts'
import type { SortBarProps } from './filter-bar.tsx'

const SortBar = lazyPart(async () => (await import('./filter-bar.tsx')).SortBar)

export function SmallSort(props: SortBarProps) {
  if (!useMedia(cardsQuery)) return null
  return (
    // what is below it does not move when it comes
    <div style={{ flexBasis: '100%', minBlockSize: 'var(--control-compact)' }}>
      <Suspense>
        <SortBar {...props} />
      </Suspense>
    </div>
  )
}
