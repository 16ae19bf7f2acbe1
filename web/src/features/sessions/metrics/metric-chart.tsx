/** Lines over time. What they show is in words beside them, so the drawing itself is a picture. */
import { useEffect, useMemo, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { watchTheme } from '../../../theme/watch-theme.ts'
import type { Series } from './metric-series.ts'
import styles from './metrics.module.css'

export interface MetricChartProps {
  readonly label: string
  /** Seconds since 1970, of all charts beside each other. */
  readonly times: readonly number[]
  readonly series: readonly Series[]
  readonly from: number
  readonly to: number
  readonly language: string
  readonly format: (value: number) => string
  /** Steps that the axis may have; those of bytes are powers of two. */
  readonly steps: readonly number[]
  /** The moment that is pointed at; null: none. */
  readonly onPoint: (time: number | null) => void
}

const height = 160
/** Charts of one page point at the same moment. */
const together = 'session-metrics'

export function MetricChart(props: MetricChartProps) {
  const { label, times, series, from, to, language, format, steps, onPoint } = props
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const data = useMemo<uPlot.AlignedData>(() => [[...times], ...series.map((one) => [...one])], [times, series])
  const latest = useRef({ data, from, to })
  useEffect(() => {
    latest.current = { data, from, to }
  })
  const lines = series.length

  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    const width = () => Math.max(160, element.clientWidth)
    const make = () => {
      const shown = () => [latest.current.from, latest.current.to] as const
      const drawing = { element, width: width(), lines, language, format, steps, onPoint, shown }
      plot.current = new uPlot(optionsOf(drawing), latest.current.data, element)
    }
    make()
    const theme = watchTheme(() => {
      plot.current?.destroy()
      make()
    })
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: width(), height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      theme[Symbol.dispose]()
      plot.current?.destroy()
      plot.current = undefined
      onPoint(null)
    }
  }, [lines, language, format, steps, onPoint])

  useEffect(() => plot.current?.setData(data), [data, from, to])
  return <div ref={host} className={styles.chart} role="img" aria-label={label} />
}

interface Drawing extends Pick<MetricChartProps, 'language' | 'format' | 'steps' | 'onPoint'> {
  readonly element: HTMLElement
  readonly width: number
  readonly lines: number
  readonly shown: () => readonly [number, number]
}

function optionsOf({ element, width, lines, language, format, steps, onPoint, shown }: Drawing): uPlot.Options {
  const read = colourReader(element)
  const fill = read('color-mix(in oklch, var(--accent) 14%, transparent)')
  const [first, second, text, line] = [
    read('var(--accent)'),
    read('var(--info-line)'),
    read('var(--text-muted)'),
    read('var(--line)'),
  ]
  const font = `12px ${getComputedStyle(element).fontFamily}`
  const axis = { stroke: text, font, ticks: { show: false } }
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: together }, points: { size: 6 } },
    scales: {
      x: { time: true, range: () => [...shown()] },
      y: { range: (_, _least, most) => [0, most > 0 ? most * 1.12 : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 80,
        size: 26,
        values: (_, splits) => timeWords(splits, shown(), language),
      },
      {
        ...axis,
        grid: { stroke: line, width: 1 },
        size: 72,
        space: 36,
        incrs: [...steps],
        values: (_, splits) => splits.map(format),
      },
    ],
    series: [
      {},
      ...[first, second].slice(0, lines).map((stroke, index): uPlot.Series => ({
        stroke,
        width: 1.5,
        // a line needs two
        points: { show: (plot) => plot.data[0].length < 3, size: 5 },
        spanGaps: false,
        ...(lines === 1 ? { fill } : {}),
        ...(index === 1 ? { dash: [6, 3] } : {}),
      })),
    ],
    hooks: {
      setCursor: [
        (it) => {
          const { idx } = it.cursor
          onPoint(idx === null || idx === undefined ? null : (it.data[0][idx] ?? null))
        },
      ],
    },
  }
}

const day = 86_400

/** The hour, and the day where more than one is shown. */
function timeWords(splits: readonly number[], [from, to]: readonly [number, number], language: string): string[] {
  const span = to - from
  const format = new Intl.DateTimeFormat(
    language,
    span > 2 * day
      ? { month: 'short', day: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', ...(span < 600 ? { second: '2-digit' } : {}) },
  )
  return splits.map((at) => format.format(at * 1000))
}

/** Tokens name other tokens; the drawing needs the colour itself. */
function colourReader(host: HTMLElement) {
  return (value: string): string => {
    const probe = document.createElement('span')
    host.append(probe)
    probe.style.color = value
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }
}
