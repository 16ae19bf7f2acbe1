/** Pictures, sound and films, by what the browser itself can show. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { EmptyState } from '../../../ui/page-state.tsx'
import type { PreviewSource } from './preview-source.ts'
import styles from './preview.module.css'
import { usePreviewWords } from './preview-texts.ts'

export type MediaSource = Pick<PreviewSource, 'name' | 'url'>

function Shown({ draw }: { readonly draw: (onError: () => void) => ReactNode }) {
  const { t } = usePreviewWords()
  const [isBroken, setBroken] = useState(false)
  if (!isBroken) return <div className={styles.media}>{draw(() => setBroken(true))}</div>
  return (
    <EmptyState title={t.unreadable} headingLevel={3}>
      {t.unreadableText}
    </EmptyState>
  )
}

export const ImagePreview = ({ source: { name, url } }: { readonly source: MediaSource }) => (
  <Shown key={url} draw={(onError) => <img src={url} alt={name} onError={onError} />} />
)

/* What people keep has no captions beside it. */
/* oxlint-disable jsx-a11y/media-has-caption */
export const AudioPreview = ({ source: { name, url } }: { readonly source: MediaSource }) => (
  <Shown key={url} draw={(onError) => <audio src={url} aria-label={name} controls onError={onError} />} />
)

export const VideoPreview = ({ source: { name, url } }: { readonly source: MediaSource }) => (
  <Shown key={url} draw={(onError) => <video src={url} aria-label={name} controls playsInline onError={onError} />} />
)
