/** What a session uses, from the last minutes to its whole life, growing while it runs. */
import type { SessionMetrics } from '@berth/contract/activity.ts'
import { finishedStatuses } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { client } from '../../../api/client.ts'
import { sessionKeys } from '../../../api/session-cache.ts'
import { bytes, duration, number } from '../../../parts/amounts.ts'
import { ChartIcon } from '../../../ui/thing-icons.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { useActivityWords } from '../activity-words.ts'
import { MetricChart } from './metric-chart.tsx'
import { indexAt, isKnown, lastOf, mostOf, ranges, withGaps } from './metric-series.ts'
import type { Range, Series } from './metric-series.ts'
import styles from './metrics.module.css'

const metricsQuery = (session: Session, range: Range) => {
  const last = ranges[range]
  const grows = !(finishedStatuses as readonly string[]).includes(session.status)
  return queryOptions({
    queryKey: [...sessionKeys.metrics(session.id), range],
    queryFn: () => client.activity.metrics({ params: { id: session.id }, query: last === undefined ? {} : { last } }),
    staleTime: 0,
    placeholderData: keepPreviousData,
    // as often as there is a new point
    refetchInterval: grows ? (last !== undefined && last <= 3600 ? 5_000 : 60_000) : false,
  })
}

export function MetricsTab({ session }: { readonly session: Session }) {
  const { t, failureOf, language } = useActivityWords()
  const words = t.metrics
  const [range, setRange] = useState<Range>('quarter')
  const query = useQuery(metricsQuery(session, range))
  const { data, error } = query
  if (session.startedAt === null)
    return (
      <EmptyState icon={<ChartIcon size={24} />} title={words.never}>
        {words.neverText}
      </EmptyState>
    )
  if (data === undefined && error !== null) {
    const { title, detail, requestId } = failureOf(error)
    return (
      <ErrorState
        title={words.failed}
        requestId={requestId}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      >
        {title}. {detail}
      </ErrorState>
    )
  }
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <Segments
          label={words.range}
          value={range}
          onChange={setRange}
          items={(Object.keys(ranges) as Range[]).map((id) => ({ id, label: words.ranges[id] }))}
        />
        {data !== undefined && data.at.length > 0 && (
          <span className={styles.muted}>{words.every({ span: duration(language, data.seconds) })}</span>
        )}
      </div>
      {data === undefined ? <Loading /> : <Charts session={session} metrics={data} />}
    </div>
  )
}

const Loading = () => (
  <SkeletonRegion className={styles.charts}>
    {['cpu', 'memory', 'network', 'disk'].map((name) => (
      <div key={name} className={styles.card}>
        <Skeleton width="8ch" />
        <div className={styles.chart} />
      </div>
    ))}
  </SkeletonRegion>
)

/** Round numbers of decimal units, and of binary ones. */
const decimalSteps = [1, 2, 5]
  .flatMap((step) => [-3, -2, -1, 0, 1, 2].map((power) => step * 10 ** power))
  .toSorted(ascending)
const binarySteps = Array.from({ length: 46 }, (_, power) => 2 ** power)

function ascending(a: number, b: number) {
  return a - b
}

interface Lines {
  readonly id: string
  readonly title: string
  readonly names: readonly string[]
  readonly series: readonly Series[]
  /** For the axis, and for a value beside the chart. */
  readonly format: (value: number) => string
  readonly say: (value: number) => string
  readonly steps: readonly number[]
  readonly unknown: string
  readonly note?: string
}

function Charts({ session, metrics }: { readonly session: Session; readonly metrics: SessionMetrics }) {
  const { t } = useActivityWords()
  const words = t.metrics
  const [pointed, setPointed] = useState<number | null>(null)
  const onPoint = useCallback((time: number | null) => setPointed(time), [])
  const lines = useLines(session, metrics)
  const isOver = session.endedAt !== null
  if (metrics.at.length === 0)
    return (
      <EmptyState icon={<ChartIcon size={24} />} title={isOver ? words.gone : words.notYet}>
        {isOver ? words.goneText : words.notYetText}
      </EmptyState>
    )
  return (
    <div className={styles.charts}>
      {lines.map((one) => (
        <Chart key={one.id} lines={one} metrics={metrics} pointed={pointed} onPoint={onPoint} />
      ))}
    </div>
  )
}

function useLines(session: Session, metrics: SessionMetrics): readonly Lines[] {
  const { t, language } = useActivityWords()
  const { cpu, memory, gpu, gpuShares } = session.resources
  return useMemo(() => {
    const words = t.metrics
    const amount = (value: number) => bytes(language, value)
    const perSecond = (value: number) => words.aSecond({ bytes: amount(value) })
    const percent = (value: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(value)
    const cores = (value: number) => number(language, value, 2)
    const all: (Lines & { readonly isLeftOut?: boolean })[] = [
      {
        id: 'cpu',
        title: words.cpu,
        names: [words.used],
        series: [metrics.cpu],
        format: cores,
        say: (value) => words.ofCores({ used: cores(value), all: number(language, cpu), count: cpu }),
        steps: decimalSteps,
        unknown: words.unknown,
      },
      {
        id: 'memory',
        title: words.memory,
        names: [words.used],
        series: [metrics.memory],
        format: amount,
        say: (value) => words.of({ used: amount(value), all: amount(memory) }),
        steps: binarySteps,
        unknown: words.unknown,
      },
      {
        id: 'gpu',
        title: words.gpu,
        names: [words.used],
        series: [metrics.gpu],
        format: percent,
        say: percent,
        steps: decimalSteps,
        unknown: words.unknown,
        note: words.gpuNote,
        isLeftOut: gpu === 0 && gpuShares === 0,
      },
      {
        id: 'gpu-memory',
        title: words.gpuMemory,
        names: [words.used],
        series: [metrics.gpuMemory],
        format: amount,
        say: amount,
        steps: binarySteps,
        unknown: words.unknown,
        isLeftOut: gpu === 0 && gpuShares === 0,
      },
      {
        id: 'network',
        title: words.network,
        names: [words.received, words.sent],
        series: [metrics.networkReceived, metrics.networkSent],
        format: perSecond,
        say: perSecond,
        steps: binarySteps,
        unknown: words.noNetwork,
      },
      {
        id: 'disk',
        title: words.disk,
        names: [words.read, words.written],
        series: [metrics.diskRead, metrics.diskWritten],
        format: perSecond,
        say: perSecond,
        steps: binarySteps,
        unknown: words.unknown,
      },
    ]
    return all.filter(({ isLeftOut }) => isLeftOut !== true)
  }, [t, language, cpu, memory, gpu, gpuShares, metrics])
}

interface ChartProps {
  readonly lines: Lines
  readonly metrics: SessionMetrics
  readonly pointed: number | null
  readonly onPoint: (time: number | null) => void
}

function Chart({ lines, metrics, pointed, onPoint }: ChartProps) {
  const { t, language } = useActivityWords()
  const { id, title, names, series, format, say, steps, unknown, note } = lines
  const { times, values } = useMemo(() => withGaps(metrics, series), [metrics, series])
  const index = pointed === null ? undefined : indexAt(metrics.at, pointed)
  const shown = series.map((one) => (index === undefined ? lastOf(one) : (one[index] ?? null)))
  const words = names.map((name, place) => {
    const value = shown[place] ?? null
    const said = value === null ? '–' : say(value)
    return names.length === 1 ? said : `${said} ${name}`
  })
  const most = mostOf(series)
  const mostSaid = most === null ? '' : t.metrics.most({ value: say(most) })
  const heading = `metric-${id}`
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        {isKnown(series) && (
          <div className={styles.values}>
            {words.map((said, place) => (
              <span key={names[place]} className={styles.value}>
                {names.length > 1 && <span className={styles.mark} />}
                {said}
              </span>
            ))}
          </div>
        )}
      </div>
      {isKnown(series) ? (
        <>
          <MetricChart
            label={`${title}: ${words.join(', ')}. ${mostSaid}`}
            times={times}
            series={values}
            from={Date.parse(metrics.from) / 1000}
            to={Date.parse(metrics.to) / 1000}
            language={language}
            format={format}
            steps={steps}
            onPoint={onPoint}
          />
          <p className={styles.muted}>
            {index === undefined
              ? mostSaid
              : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
                  (metrics.at[index] ?? 0) * 1000,
                )}
            {note !== undefined && index === undefined && ` ${note}`}
          </p>
        </>
      ) : (
        <p className={styles.muted}>{unknown}</p>
      )}
    </section>
  )
}
