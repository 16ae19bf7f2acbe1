/** The window over a log: only the rows on the screen are drawn, however long it is. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { CSSProperties } from 'react'
import { classNames } from '../../../ui/class-names.ts'
import palette from '../ansi.module.css'
import type { Style } from './ansi.ts'
import { textOf } from './log-lines.ts'
import type { LogLines } from './log-lines.ts'
import { indexRows, piecesOf, rowStarts } from './log-rows.ts'
import type { Highlight, Piece, RowIndex } from './log-rows.ts'
import type { Hit } from './log-search.ts'
import styles from './logs.module.css'

export interface LogViewProps {
  readonly label: string
  readonly log: LogLines
  readonly version: number
  readonly hits: readonly Hit[]
  readonly current: number
  readonly wraps: boolean
  readonly isFollowing: boolean
  readonly onFollowing: (isFollowing: boolean) => void
}

/** Rows above and below the window, so that a flick of the wheel meets text. */
const overscan = 20

export function LogView(props: LogViewProps) {
  const { label, log, version, hits, current, wraps, isFollowing, onFollowing } = props
  const frame = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLSpanElement>(null)
  const [top, setTop] = useState(0)
  const { height, rowHeight, columns } = useMeasures(frame, ruler)
  const rows = useMemo(
    () => indexRows(log.lines, wraps ? columns : undefined),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the store is one object; its version says that it changed
    [log, version, wraps, columns],
  )
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan)
  const last = Math.min(rows.count, Math.ceil((top + height) / rowHeight) + overscan)

  useFollowing({ frame, version, rows, height, isFollowing })
  useSteadyTop({ frame, log, version, rowHeight, isFollowing })
  const hit = hits[current]
  useLayoutEffect(() => {
    if (hit === undefined || frame.current === null || isFollowing) return
    const row = rows.rowOf(hit.line)
    const { scrollTop, clientHeight } = frame.current
    if (row * rowHeight < scrollTop || (row + 1) * rowHeight > scrollTop + clientHeight)
      frame.current.scrollTop = row * rowHeight - clientHeight / 2
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- new output must not pull the reader back to the hit
  }, [hit?.line, hit?.from, current])

  const onScroll = () => {
    const element = frame.current
    if (element === null) return
    setTop(element.scrollTop)
    const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight * 2
    if (isFollowing && !isAtEnd && element.scrollTop < lastTop.current) onFollowing(false)
    lastTop.current = element.scrollTop
  }
  const lastTop = useRef(0)

  return (
    <div className={styles.frame}>
      <div
        ref={frame}
        role="region"
        aria-label={label}
        tabIndex={0}
        className={classNames(palette.palette, styles.scroller)}
        onScroll={onScroll}
      >
        <span ref={ruler} className={styles.ruler} aria-hidden="true">
          {'0'.repeat(100)}
        </span>
        <div className={styles.space} style={{ blockSize: rows.count * rowHeight }}>
          <div className={styles.window} style={{ insetBlockStart: first * rowHeight }}>
            {Array.from({ length: Math.max(0, last - first) }, (_, index) => (
              <Row
                key={first + index}
                log={log}
                rows={rows}
                row={first + index}
                columns={wraps ? columns : undefined}
                hits={hits}
                current={hit}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}

interface RowProps {
  readonly log: LogLines
  readonly rows: RowIndex
  readonly row: number
  readonly columns: number | undefined
  readonly hits: readonly Hit[]
  readonly current: Hit | undefined
}

function Row({ log, rows, row, columns, hits, current }: RowProps) {
  const place = rows.at(row)
  const line = log.lines[place.line]
  if (line === undefined) return <div className={styles.row} />
  const text = textOf(line)
  const starts = columns === undefined ? [0] : rowStarts(text, columns)
  const from = starts[place.part] ?? 0
  const to = starts[place.part + 1] ?? text.length
  const highlights: Highlight[] = hitsOf(hits, place.line).map((hit) => ({
    from: hit.from,
    to: hit.to,
    current: hit === current,
  }))
  return (
    <div className={styles.row}>
      {piecesOf(line, from, to, highlights).map((piece, index) => (
        <PieceOfText key={index} piece={piece} />
      ))}
    </div>
  )
}

/** Hits are in the order of lines: find the first by halving. */
function hitsOf(hits: readonly Hit[], line: number): readonly Hit[] {
  let low = 0
  let high = hits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((hits[middle]?.line ?? 0) < line) low = middle + 1
    else high = middle
  }
  let end = low
  while (hits[end]?.line === line) end += 1
  return hits.slice(low, end)
}

function PieceOfText({ piece }: { readonly piece: Piece }) {
  const { text, style, href, hit } = piece
  const marked = hit === undefined ? text : <mark className={styles[hit]}>{text}</mark>
  const content =
    href === undefined ? (
      marked
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={styles.link}>
        {marked}
      </a>
    )
  if (Object.keys(style).length === 0) return content
  return (
    <span className={classesOf(style)} style={coloursOf(style)}>
      {content}
    </span>
  )
}

const flags = ['bold', 'dim', 'italic', 'underline', 'strike', 'invisible'] as const

const classesOf = (style: Style) =>
  classNames(...flags.map((flag) => style[flag] && styles[flag]), isTrueColour(style.fg) && styles.trueColour)

const isTrueColour = (colour: number | string | undefined) =>
  colour !== undefined && !(typeof colour === 'number' && colour < 16)

function coloursOf(style: Style): CSSProperties {
  const fg = colour(style.fg)
  const bg = colour(style.bg)
  if (style.inverse) return { color: bg ?? 'var(--ansi-background)', backgroundColor: fg ?? 'var(--ansi-foreground)' }
  if (bg !== undefined && style.fg === undefined) return { backgroundColor: bg, color: 'var(--ansi-background)' }
  // a colour of its own is kept within what reads on this background; see .trueColour
  if (fg !== undefined && bg === undefined && isTrueColour(style.fg)) return { '--colour': fg } as CSSProperties
  return { color: fg, backgroundColor: bg }
}

function colour(value: number | string | undefined): string | undefined {
  if (typeof value !== 'number') return value
  if (value < 16) return `var(--ansi-${value})`
  if (value >= 232) {
    const grey = (value - 232) * 10 + 8
    return `rgb(${grey} ${grey} ${grey})`
  }
  const step = (part: number) => (part === 0 ? 0 : part * 40 + 55)
  const cube = value - 16
  return `rgb(${step(Math.floor(cube / 36))} ${step(Math.floor(cube / 6) % 6)} ${step(cube % 6)})`
}

interface FrameRef {
  readonly frame: { readonly current: HTMLDivElement | null }
}

function useMeasures(frame: FrameRef['frame'], ruler: { readonly current: HTMLSpanElement | null }) {
  const [measures, setMeasures] = useState({ height: 600, rowHeight: 18, columns: 80 })
  useEffect(() => {
    const element = frame.current
    const probe = ruler.current
    if (element === null || probe === null) return undefined
    const measure = () => {
      const { width, height: rowHeight } = probe.getBoundingClientRect()
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(element)
      const room = element.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd)
      if (width === 0) return
      setMeasures({
        height: element.clientHeight,
        rowHeight,
        columns: Math.max(10, Math.floor(room / (width / 100))),
      })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame, ruler])
  return measures
}

interface FollowingSettings extends FrameRef {
  readonly version: number
  readonly rows: RowIndex
  readonly height: number
  readonly isFollowing: boolean
}

function useFollowing({ frame, version, rows, height, isFollowing }: FollowingSettings) {
  useLayoutEffect(() => {
    if (isFollowing && frame.current !== null) frame.current.scrollTop = frame.current.scrollHeight
  }, [frame, version, rows, height, isFollowing])
}

interface SteadySettings extends FrameRef {
  readonly log: LogLines
  readonly version: number
  readonly rowHeight: number
  readonly isFollowing: boolean
}

/** When old lines leave at the front, what is read stays where it is. */
function useSteadyTop({ frame, log, version, rowHeight, isFollowing }: SteadySettings) {
  const dropped = useRef(log.dropped)
  useLayoutEffect(() => {
    const gone = log.dropped - dropped.current
    dropped.current = log.dropped
    if (gone > 0 && !isFollowing && frame.current !== null) frame.current.scrollTop -= gone * rowHeight
  }, [frame, log, version, rowHeight, isFollowing])
}
