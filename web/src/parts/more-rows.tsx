/** Below a list that comes page by page: the next one comes when somebody gets near to the end, or asks for it. */
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './more-rows.module.css'

export interface MoreRowsProps {
  readonly list: {
    readonly hasNextPage: boolean
    readonly isFetching: boolean
    readonly isFetchingNextPage: boolean
    readonly isFetchNextPageError: boolean
    readonly isPlaceholderData: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
  readonly children: ReactNode
}

export function MoreRows({ list, children }: MoreRowsProps) {
  const end = useRef<HTMLDivElement>(null)
  const [isGoingOn, setGoingOn] = useState(false)
  const { hasNextPage, fetchNextPage } = list
  const mayCome = hasNextPage && !list.isFetching && !list.isPlaceholderData
  // what failed is tried again by the button only
  const comesByItself = mayCome && !list.isFetchNextPageError
  useEffect(() => {
    if (!comesByItself || end.current === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        setGoingOn(true)
        void fetchNextPage()
      },
      // so many screens before the end; whoever has gone on once is likely to do so again
      { rootMargin: isGoingOn ? '300% 0px' : '50% 0px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [comesByItself, isGoingOn, fetchNextPage])
  if (!hasNextPage) return null
  return (
    <div ref={end} className={styles.more}>
      <Button isPending={list.isFetchingNextPage} onPress={() => void fetchNextPage()}>
        {children}
      </Button>
    </div>
  )
}
