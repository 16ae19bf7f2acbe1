import type { ReactNode } from 'react'
import styles from './skeleton.module.css'
import { useUiTexts } from './ui-texts.tsx'

export interface SkeletonProps {
  /** Any CSS length; about what the text will take. */
  readonly width?: string
  readonly height?: string
}

/** The place of a text that is not here yet. Visible after 150 ms. */
export function Skeleton({ width = '8ch', height }: SkeletonProps) {
  return <span className={styles.skeleton} style={{ inlineSize: width, blockSize: height }} aria-hidden="true" />
}

/** Says once to screen readers that what is drawn as skeleton is loading. */
export function SkeletonRegion({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  const { texts } = useUiTexts()
  return (
    <div role="status" aria-label={texts.loading} aria-busy="true" className={className}>
      {children}
    </div>
  )
}
