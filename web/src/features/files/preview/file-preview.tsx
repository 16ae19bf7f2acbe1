/** A file as far as it can be shown; see preview-source.ts for what it needs. */
import { Suspense } from 'react'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { EmptyState } from '../../../ui/page-state.tsx'
import { FramedPreview } from './framed-preview.tsx'
import { AudioPreview, ImagePreview, VideoPreview } from './media-preview.tsx'
import { previewKind } from './preview-kind.ts'
import type { PreviewSource } from './preview-source.ts'
import { Loading } from './preview-states.tsx'
import styles from './preview.module.css'
import { usePreviewWords } from './preview-texts.ts'
import { TextPreview } from './text-preview.tsx'

const PdfPreview = lazyPart(async () => (await import('./pdf-preview.tsx')).PdfPreview)

export function FilePreview({ source }: { readonly source: PreviewSource }) {
  return (
    <div className={styles.preview}>
      <Suspense fallback={<Loading />}>
        <Kind source={source} />
      </Suspense>
    </div>
  )
}

function Kind({ source }: { readonly source: PreviewSource }) {
  const { t } = usePreviewWords()
  const kind = previewKind(source.name)
  if (source.size === 0) return <EmptyState title={t.empty} headingLevel={3} />
  switch (kind) {
    case 'image':
      return <ImagePreview source={source} />
    case 'audio':
      return <AudioPreview source={source} />
    case 'video':
      return <VideoPreview source={source} />
    case 'pdf':
      return <PdfPreview key={source.url} source={source} />
    case 'html':
    case 'svg':
      return source.frame === undefined ? (
        <EmptyState title={t.noFrame} headingLevel={3}>
          {t.noFrameText}
        </EmptyState>
      ) : (
        <FramedPreview key={source.url} kind={kind} source={{ ...source, frame: source.frame }} />
      )
    case 'notebook':
      return source.frame === undefined ? (
        <TextPreview key={source.url} kind={kind} source={source} />
      ) : (
        <FramedPreview key={source.url} kind={kind} source={{ ...source, frame: source.frame }} />
      )
    case 'none':
      return (
        <EmptyState title={t.nothing} headingLevel={3}>
          {t.nothingText}
        </EmptyState>
      )
    case 'csv':
    case 'markdown':
    case 'text':
    case 'unknown':
      return <TextPreview key={source.url} kind={kind} source={source} />
  }
}
