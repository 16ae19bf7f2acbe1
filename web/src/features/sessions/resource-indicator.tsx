/** Used, limit and free, per resource, and what binds. */
import type { ResourceReport } from '@berth/contract/resources.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { resourcesQuery } from '../../api/queries.ts'
import { bytes, gibibytes, number } from '../../parts/amounts.ts'
import { useCurrentProject } from '../../parts/current-project.ts'
import { failureOf } from '../../parts/failure.ts'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { UsageBar, UsageBarSkeleton } from '../../ui/progress.tsx'
import styles from './sessions.module.css'
import { lastShownAmounts, rememberShownAmounts } from './shown-amounts.ts'
import type { ShownAmount } from './shown-amounts.ts'

export function ResourceIndicator() {
  const words = useSessionTexts()
  const { t } = words
  const { id: project } = useCurrentProject()
  const query = useQuery(resourcesQuery(project))
  const { data: report, error } = query
  useEffect(() => {
    if (report !== undefined) rememberShownAmounts(shownOf(report))
  }, [report])
  if (report === undefined && error !== null)
    return (
      <NotLoaded
        isCompact
        title={t.errors.resources}
        query={query}
        failureOf={(failure) => failureOf(failure, words)}
      />
    )
  const shown = report === undefined ? lastShownAmounts() : shownOf(report)
  return (
    <section className={styles.indicator} aria-label={t.amounts.indicator} aria-busy={report === undefined}>
      {shown.map((resource) =>
        report === undefined ? (
          <UsageBarSkeleton key={resource} label={t.amounts[resource]} />
        ) : resource === 'sessions' ? (
          <Sessions key={resource} sessions={report.sessions} />
        ) : (
          <Bar key={resource} resource={resource} report={report} />
        ),
      )}
    </section>
  )
}

/** GPUs where there may be any, sessions where there is a limit. */
function shownOf(report: ResourceReport): readonly ShownAmount[] {
  const gpu: ShownAmount = report.fractionalGpus ? 'gpuShares' : 'gpu'
  const hasGpus = report[gpu].max > 0 || report[gpu].used > 0 || (report[gpu].limit ?? 0) > 0
  const hasLimit = report.sessions.limit !== null
  return ['cpu', 'memory', ...(hasGpus ? [gpu] : []), ...(hasLimit ? ['sessions' as const] : [])]
}

/** How many at one time; only where there is a limit. */
function Sessions({ sessions }: { readonly sessions: ResourceReport['sessions'] }) {
  const { t, language } = useSessionTexts()
  const { used, limit, free, boundBy } = sessions
  return (
    <UsageBar
      label={t.amounts.sessions}
      used={used}
      limit={limit}
      format={(amount) => number(language, amount)}
      text={`${number(language, used)} / ${number(language, limit ?? 0)}`}
      note={`${t.amounts.more({ count: free ?? 0, text: number(language, free ?? 0) })} · ${t.amounts.bound[boundBy]}`}
    />
  )
}

function Bar({
  resource,
  report,
}: {
  readonly resource: Exclude<ShownAmount, 'sessions'>
  readonly report: ResourceReport
}) {
  const { t, language } = useSessionTexts()
  const { used, limit, free, boundBy } = report[resource]
  const say = (amount: number) =>
    resource === 'memory'
      ? bytes(language, amount)
      : resource === 'cpu'
        ? t.amounts.cores({ count: amount, text: number(language, amount) })
        : number(language, amount)
  const short = (amount: number) => (resource === 'memory' ? gibibytes(language, amount) : number(language, amount))
  return (
    <UsageBar
      label={t.amounts[resource]}
      used={used}
      limit={limit}
      format={say}
      text={`${short(used)} / ${limit === null ? '∞' : say(limit)}`}
      note={`${t.amounts.free({ amount: say(Math.max(0, free)) })} · ${t.amounts.bound[boundBy]}`}
    />
  )
}
