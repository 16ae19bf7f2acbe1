/** Keeps the drawn part of a long table where people look (row-window.ts). */
import { startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { offsetsOf, piecesOf, rowsBetween } from './row-window.ts'
import type { Piece, Range } from './row-window.ts'

export interface RowWindow {
  readonly pieces: readonly Piece[]
  readonly heightOf: (rows: Range) => number
  /** That this row has the focus, or a menu of it. */
  readonly hold: (key: string) => void
}

/** Of a row that nobody has measured yet, in pixels. */
const firstGuess = 37
const begin: Range = { from: 0, to: 48 }

/** Drawn rows say their key in `data-key`. All are drawn while `isOn` is false. */
export function useRowWindow(
  keys: readonly string[],
  body: RefObject<HTMLTableSectionElement | null>,
  isOn: boolean,
): RowWindow {
  const measured = useRef({ heights: new Map<string, number>(), usual: firstGuess })
  const [version, setVersion] = useState(0)
  const [range, setRange] = useState(begin)
  const [held, hold] = useState<string>()
  const offsets = useMemo(
    () => offsetsOf(isOn ? keys : [], measured.current.heights, measured.current.usual),
    [keys, isOn, version], // oxlint-disable-line react-hooks/exhaustive-deps
  )

  // whatever drew rows; it ends when all that are drawn have been measured
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    if (isOn && body.current !== null && measure(body.current, measured.current)) setVersion((before) => before + 1)
  })

  const look = useRef(() => {})
  useLayoutEffect(() => {
    look.current = () => {
      if (!isOn || body.current === null) return
      const { top } = body.current.getBoundingClientRect()
      const height = window.innerHeight
      const seen = rowsBetween(offsets, -top - height / 2, 1.5 * height - top)
      // In pieces between frames: there is half a screen of rows left to draw it in.
      startTransition(() => setRange((before) => (before.from === seen.from && before.to === seen.to ? before : seen)))
    }
    look.current()
  }, [offsets, body, isOn])
  useEffect(() => {
    if (!isOn) return
    const onScroll = () => look.current()
    // Every row may be of another height now.
    const onResize = () => {
      measured.current = { heights: new Map(), usual: firstGuess }
      setVersion((before) => before + 1)
    }
    document.addEventListener('scroll', onScroll, { capture: true, passive: true })
    window.addEventListener('resize', onResize)
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true })
      window.removeEventListener('resize', onResize)
    }
  }, [isOn])

  const heldAt = useMemo(() => (held === undefined ? -1 : keys.indexOf(held)), [keys, held])
  return {
    pieces: piecesOf(keys.length, isOn ? range : { from: 0, to: keys.length }, heldAt),
    heightOf: ({ from, to }) => (offsets[to] ?? 0) - (offsets[from] ?? 0),
    hold,
  }
}

/** True when something is of another height than was thought. */
function measure(body: HTMLElement, known: { heights: Map<string, number>; usual: number }): boolean {
  const isFirst = known.heights.size === 0
  let isOther = false
  for (const row of body.querySelectorAll<HTMLElement>(':scope > [data-key]')) {
    const key = row.dataset['key'] ?? ''
    const { height } = row.getBoundingClientRect()
    // hidden as a whole
    if (height === 0) return false
    if (Math.abs((known.heights.get(key) ?? known.usual) - height) > 0.5) isOther = true
    known.heights.set(key, height)
  }
  if (isFirst && known.heights.size > 0)
    known.usual = [...known.heights.values()].reduce((sum, height) => sum + height, 0) / known.heights.size
  return isOther
}
