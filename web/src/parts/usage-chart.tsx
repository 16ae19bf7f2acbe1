/** Bars, one a day. What they show is in words beside them and in the table, so the drawing itself is a picture. */
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { watchTheme } from '../theme/watch-theme.ts'
import styles from './usage-chart.module.css'

export interface UsageChartProps {
  readonly label: string
  /** Days as the axis says them. */
  readonly days: readonly string[]
  readonly values: readonly number[]
  readonly format: (value: number) => string
  /** The smallest that the format tells apart. */
  readonly step: number
  /** Which day is pointed at; null: none. */
  readonly onPoint: (index: number | null) => void
  /** Pixels of a usual screen. */
  readonly height?: number
}

export function UsageChart({ label, days, values, format, step, onPoint, height = 224 }: UsageChartProps) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    const width = () => Math.max(200, element.clientWidth)
    const make = () =>
      new uPlot(
        optionsOf({ element, width: width(), height, days, format, step, onPoint }),
        [days.map((_, index) => index), [...values]],
        element,
      )
    let plot = make()
    const theme = watchTheme(() => {
      plot.destroy()
      plot = make()
    })
    const observer = new ResizeObserver(() => plot.setSize({ width: width(), height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      theme[Symbol.dispose]()
      plot.destroy()
      onPoint(null)
    }
  }, [days, values, format, step, onPoint, height])
  return (
    <div ref={host} className={styles.chart} style={{ blockSize: `${height / 16}rem` }} role="img" aria-label={label} />
  )
}

interface Drawing extends Pick<UsageChartProps, 'days' | 'format' | 'step' | 'onPoint'> {
  readonly element: HTMLElement
  readonly width: number
  readonly height: number
}

function optionsOf({ element, width, height, days, format, step, onPoint }: Drawing): uPlot.Options {
  const read = colourReader(element)
  const [bar, text, line] = [read('var(--accent)'), read('var(--text-muted)'), read('var(--line)')]
  const font = `12px ${getComputedStyle(element).fontFamily}`
  const bars = uPlot.paths.bars?.({ size: [0.72, 48] })
  const axis = { stroke: text, font, ticks: { show: false } }
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: [-0.5, days.length - 0.5] },
      y: { range: (_, _least, most) => [0, most > 0 ? Math.max(most * 1.08, step) : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 72,
        size: 28,
        incrs: [1, 2, 3, 7, 14, 30, 60, 90],
        values: (_, splits) => splits.map((at) => days[at] ?? ''),
      },
      {
        ...axis,
        grid: { stroke: line, width: 1 },
        size: 56,
        incrs: incrementsFrom(step),
        values: (_, splits) => splits.map(format),
      },
    ],
    series: [{}, { fill: bar, width: 0, points: { show: false }, ...(bars === undefined ? {} : { paths: bars }) }],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
  }
}

/** Lines are never so near each other that two of them are the same number in words. */
const incrementsFrom = (step: number): number[] =>
  Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((times) => times * step * 10 ** power)).flat()

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
