/** What is read as text: code, Markdown, CSV, notebooks that no frame shows. */
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { bytes as amount } from '../../../parts/amounts.ts'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { PreviewKind } from './preview-kind.ts'
import type { PreviewSource } from './preview-source.ts'
import { Loading, NotShown } from './preview-states.tsx'
import styles from './preview.module.css'
import { usePreviewWords } from './preview-texts.ts'
import { textOf } from './text-bytes.ts'

const MarkdownView = lazyPart(async () => (await import('./markdown-view.tsx')).MarkdownView)
const NotebookPreview = lazyPart(async () => (await import('./notebook-preview.tsx')).NotebookPreview)
const CsvPreview = lazyPart(async () => (await import('./csv-preview.tsx')).CsvPreview)

/** Bytes that are read of a file. Notebooks are of no use in part. */
const most = { text: 1024 ** 2, notebook: 32 * 1024 ** 2 } as const

export interface TextPreviewProps {
  readonly source: PreviewSource
  readonly kind: Extract<PreviewKind, 'text' | 'markdown' | 'csv' | 'notebook' | 'unknown'>
}

export function TextPreview({ source, kind }: TextPreviewProps) {
  const { t, language } = usePreviewWords()
  const limit = kind === 'notebook' ? most.notebook : most.text
  const query = useQuery({
    queryKey: ['preview-text', source.url, limit],
    queryFn: ({ signal }) => source.read(limit, signal),
    // as the file is now, not as it was at the last look
    staleTime: 0,
    gcTime: 0,
    placeholderData: undefined,
  })
  if (query.data === undefined) return query.error === null ? <Loading /> : <NotShown query={query} />
  const { bytes, isCut } = query.data
  const text = textOf(bytes, isCut)
  if (text === undefined)
    return (
      <EmptyState title={kind === 'unknown' ? t.nothing : t.unreadable} headingLevel={3}>
        {kind === 'unknown' ? t.nothingText : t.unreadableText}
      </EmptyState>
    )
  if (text === '') return <EmptyState title={t.empty} headingLevel={3} />
  return (
    <Suspense fallback={<Loading />}>
      {isCut && kind !== 'csv' && <Notice tone="info">{t.cut({ size: amount(language, limit) })}</Notice>}
      {kind === 'markdown' ? (
        <MarkdownView text={text} beside={source.beside} />
      ) : kind === 'notebook' ? (
        <NotebookPreview text={text} />
      ) : kind === 'csv' ? (
        <CsvPreview name={source.name} text={text} isCut={isCut} />
      ) : (
        // reached by keyboard to scroll
        <pre className={styles.text} tabIndex={0} aria-label={t.content({ name: source.name })}>
          {text}
        </pre>
      )}
    </Suspense>
  )
}
