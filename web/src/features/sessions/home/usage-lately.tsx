/** What one's sessions had in the last 30 days, which the page of usage shows in full. */
import { Suspense, useCallback, useMemo, useState } from 'react'
import { number } from '../../../parts/amounts.ts'
import { dayWords, shortDay } from '../../../parts/day-words.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { paths } from '../../../paths.ts'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { HomeCard } from './home-card.tsx'
import { useUsage } from './home-queries.ts'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'

const UsageChart = lazyPart(async () => (await import('../../../parts/usage-chart.tsx')).UsageChart)

const height = 128

/** `user`: whose, for those who are answered for everyone otherwise. */
export function UsageLately({ user }: { readonly user: string | undefined }) {
  const { t } = useHomeWords()
  return (
    <HomeCard
      title={t.usage.title}
      more={{ to: paths.usage, label: t.usage.all, ...(user === undefined ? {} : { search: { user } }) }}
    >
      <Usage user={user} />
    </HomeCard>
  )
}

function Usage({ user }: { readonly user: string | undefined }) {
  const { t, language, failureOf } = useHomeWords()
  const { filter, query } = useUsage(user)
  const [pointed, setPointed] = useState<number | null>(null)
  const items = query.data?.items
  const values = useMemo(() => items?.map(({ coreHours }) => coreHours) ?? [], [items])
  const names = useMemo(() => items?.map((row) => shortDay(language, row.day ?? '')) ?? [], [items, language])
  const format = useCallback((value: number) => number(language, value), [language])
  if (query.data === undefined && query.error !== null)
    return <NotLoaded title={t.usage.notLoaded} query={query} failureOf={failureOf} />
  const most = values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0)
  const said = (index: number) => ({
    day: dayWords(language, items?.[index]?.day ?? ''),
    value: format(values[index] ?? 0),
  })
  const span = t.usage.chart({ from: dayWords(language, filter.from), to: dayWords(language, filter.to) })
  const place = <div style={{ blockSize: `${height / 16}rem` }} aria-hidden="true" />
  return (
    <>
      <p className={styles.sums}>
        {query.data === undefined ? <Skeleton width="24ch" /> : <Sums {...query.data.sum} />}
      </p>
      {items === undefined ? (
        <SkeletonRegion>{place}</SkeletonRegion>
      ) : (
        <Suspense fallback={place}>
          <UsageChart
            label={`${span}. ${(values[most] ?? 0) > 0 ? t.usage.most(said(most)) : t.usage.nothing}`}
            days={names}
            values={values}
            format={format}
            step={0.1}
            height={height}
            onPoint={setPointed}
          />
        </Suspense>
      )}
      <p className={styles.note}>{pointed === null ? span : t.usage.onDay(said(pointed))}</p>
    </>
  )
}

interface SumsProps {
  readonly coreHours: number
  readonly gpuHours: number
  readonly sessions: number
}

function Sums({ coreHours, gpuHours, sessions }: SumsProps) {
  const { t, language } = useHomeWords()
  const text = (value: number) => ({ count: value, text: number(language, value) })
  return (
    <>
      <span>{t.usage.coreHours(text(coreHours))}</span>
      {gpuHours > 0 && <span>{t.usage.gpuHours(text(gpuHours))}</span>}
      <span>{t.usage.sessions(text(sessions))}</span>
    </>
  )
}
