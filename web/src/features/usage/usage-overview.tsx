/** The four sums, each a button that draws it, and the chart of the chosen one. */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useCallback, useMemo, useState } from 'react'
import { number } from '../../parts/amounts.ts'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Skeleton, SkeletonRegion } from '../../ui/skeleton.tsx'
import { dayWords, shortDay } from '../../parts/day-words.ts'
import { NotLoaded } from './not-loaded.tsx'
import { usageQuery, type UsageFilter } from '../../api/usage-queries.ts'
import { measures, type Measure } from './usage-search.ts'
import { useUsageWords } from './usage-texts.ts'
import styles from './usage.module.css'

const UsageChart = lazyPart(async () => (await import('../../parts/usage-chart.tsx')).UsageChart)

export interface UsageOverviewProps {
  readonly filter: UsageFilter
  readonly measure: Measure
  readonly onMeasure: (measure: Measure) => void
}

export function UsageOverview({ filter, measure, onMeasure }: UsageOverviewProps) {
  const { t, language } = useUsageWords()
  const query = useQuery(usageQuery(filter, 'day'))
  const [pointed, setPointed] = useState<number | null>(null)
  const items = query.data?.items
  const values = useMemo(() => items?.map((row) => row[measure]) ?? [], [items, measure])
  const days = useMemo(() => items?.map(({ day }) => shortDay(language, day ?? '')) ?? [], [items, language])
  const format = useCallback((value: number) => number(language, value), [language])
  if (query.data === undefined && query.error !== null) return <NotLoaded query={query} />
  const most = values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0)
  const said = (index: number) => ({
    day: dayWords(language, items?.[index]?.day ?? ''),
    value: format(values[index] ?? 0),
  })
  const title = t.chart({
    measure: t.measures[measure],
    from: dayWords(language, filter.from),
    to: dayWords(language, filter.to),
  })
  const summary = (values[most] ?? 0) > 0 ? t.chartMost(said(most)) : t.chartNothing
  const shown = pointed === null ? undefined : said(pointed)
  const place = <div className={styles.chart} aria-hidden="true" />
  return (
    <section className={styles.card} aria-labelledby="usage-chart">
      <div className={styles.sums} role="group" aria-label={t.choose}>
        {measures.map((one) => (
          <button
            key={one}
            type="button"
            className={styles.sum}
            aria-pressed={one === measure}
            onClick={() => onMeasure(one)}
          >
            <span className={styles.sumName}>{t.measures[one]}</span>
            <span className={styles.sumValue}>
              {query.data === undefined ? <Skeleton width="5ch" /> : format(query.data.sum[one])}
            </span>
          </button>
        ))}
      </div>
      <div className={styles.chartHead}>
        <h2 id="usage-chart">{title}</h2>
        <span className={styles.muted}>{shown === undefined ? t.hint : `${shown.day}: ${shown.value}`}</span>
      </div>
      {items === undefined ? (
        <SkeletonRegion>{place}</SkeletonRegion>
      ) : (
        <Suspense fallback={place}>
          <UsageChart
            label={`${title}. ${summary}`}
            days={days}
            values={values}
            format={format}
            step={measure === 'sessions' ? 1 : 0.1}
            onPoint={setPointed}
          />
        </Suspense>
      )}
      <p className={styles.muted}>{t.utc}</p>
    </section>
  )
}
