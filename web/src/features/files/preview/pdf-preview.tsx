/**
 * A PDF by pdf.js: pages as pictures with their text over them, so that it can be marked and heard. Drawn are those near
 * to what is in sight. What is in the file cannot act: its scripts, forms and links to files are left out.
 */
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../../../ui/button.tsx'
import { PlusIcon } from '../../../ui/action-icons.tsx'
import { MinusIcon } from '../../../ui/icons.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { PreviewSource } from './preview-source.ts'
import { Loading } from './preview-states.tsx'
import { openPdf } from './pdf-document.ts'
import type { PdfDocument } from './pdf-document.ts'
import styles from './preview.module.css'
import { usePreviewWords } from './preview-texts.ts'

type Opened = PdfDocument | 'locked' | 'broken'

export function PdfPreview({ source: { name, url } }: { readonly source: Pick<PreviewSource, 'name' | 'url'> }) {
  const { t, say } = usePreviewWords()
  const [opened, setOpened] = useState<Opened>()
  const [zoom, setZoom] = useState(1)
  useEffect(() => {
    let isOver = false
    const opening = openPdf(url)
    opening.document.then(
      (found) => !isOver && setOpened(found),
      (error: unknown) => !isOver && setOpened((error as Error).name === 'PasswordException' ? 'locked' : 'broken'),
    )
    return () => {
      isOver = true
      opening.close()
    }
  }, [url])
  if (opened === undefined) return <Loading />
  if (opened === 'locked' || opened === 'broken')
    return (
      <EmptyState title={opened === 'locked' ? t.locked : t.unreadable} headingLevel={3}>
        {opened === 'locked' ? t.lockedText : t.unreadableText}
      </EmptyState>
    )
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.note}>{t.pages({ text: say(opened.pages) })}</span>
        <IconButton compact label={t.zoomOut} isDisabled={zoom <= 0.5} onPress={() => setZoom(zoom / 1.25)}>
          <MinusIcon />
        </IconButton>
        <IconButton compact label={t.zoomIn} isDisabled={zoom >= 3} onPress={() => setZoom(zoom * 1.25)}>
          <PlusIcon />
        </IconButton>
      </div>
      {/* reached by keyboard to scroll */}
      <div className={styles.pages} tabIndex={0} role="region" aria-label={t.content({ name })}>
        {Array.from({ length: opened.pages }, (_, index) => (
          <Page key={index} document={opened} number={index + 1} zoom={zoom} />
        ))}
      </div>
    </>
  )
}

interface PageProps {
  readonly document: PdfDocument
  readonly number: number
  readonly zoom: number
}

/** Of a page that nobody has seen yet. */
const usualRatio = Math.SQRT2

function Page({ document, number, zoom }: PageProps) {
  const { t, say } = usePreviewWords()
  const place = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  const [state, setState] = useState<'coming' | 'drawn' | 'lost'>('coming')
  const [ratio, setRatio] = useState(usualRatio)
  useEffect(() => {
    if (place.current === null) return
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '100% 0px',
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    const [box, into] = [place.current, sheet.current]
    if (!isNear || box === null || into === null) return
    const over = new AbortController()
    document.draw({ number, into, width: box.clientWidth, signal: over.signal }).then(
      (drawn) => {
        if (over.signal.aborted) return
        setRatio(drawn.ratio)
        setState('drawn')
      },
      () => {
        if (!over.signal.aborted) setState('lost')
      },
    )
    return () => {
      over.abort()
      into.replaceChildren()
      setState('coming')
    }
  }, [document, number, isNear, zoom])
  return (
    <div
      ref={place}
      className={styles.page}
      role="group"
      aria-label={t.page({ text: say(number) })}
      style={{ aspectRatio: `1 / ${ratio}`, inlineSize: `${zoom * 100}%` }}
    >
      {state === 'coming' && isNear && <Skeleton width="100%" height="100%" />}
      {state === 'lost' && <p className={styles.note}>{t.pageLost}</p>}
      <div ref={sheet} className={styles.sheet} />
    </div>
  )
}
