/** Used, limit and free, per resource, and what binds. */
import type { ResourceReport } from '@berth/contract/resources.ts'
import { useQuery } from '@tanstack/react-query'
import { resourcesQuery } from '../../api/queries.ts'
import { bytes, gibibytes, number } from '../../parts/amounts.ts'
import { useCurrentProject } from '../../parts/current-project.ts'
import { failureLine } from '../../parts/failure.ts'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { UsageBar } from '../../ui/progress.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useUiTexts } from '../../ui/ui-texts.tsx'
import styles from './sessions.module.css'

type Shown = 'cpu' | 'memory' | 'gpu' | 'gpuShares'

export function ResourceIndicator() {
  const words = useSessionTexts()
  const { t } = words
  const { texts } = useUiTexts()
  const { id: project } = useCurrentProject()
  const { data: report, error, refetch } = useQuery(resourcesQuery(project))
  if (report === undefined && error !== null)
    return (
      <Notice
        tone="bad"
        title={t.errors.resources}
        actions={
          <Button compact onPress={() => void refetch()}>
            {texts.retry}
          </Button>
        }
      >
        {failureLine(error, words)}
      </Notice>
    )
  const gpu = report?.fractionalGpus === true ? 'gpuShares' : 'gpu'
  const shown: readonly Shown[] =
    report === undefined || report[gpu].max > 0 || report[gpu].used > 0 || (report[gpu].limit ?? 0) > 0
      ? ['cpu', 'memory', gpu]
      : ['cpu', 'memory']
  return (
    <section className={styles.indicator} aria-label={t.amounts.indicator}>
      {shown.map((resource) =>
        report === undefined ? (
          resource === gpu ? null : (
            <div key={resource} className={styles.loadingBar}>
              <Skeleton width="100%" />
            </div>
          )
        ) : (
          <Bar key={resource} resource={resource} report={report} />
        ),
      )}
      {report !== undefined && report.sessions.limit !== null && <Sessions sessions={report.sessions} />}
    </section>
  )
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

function Bar({ resource, report }: { readonly resource: Shown; readonly report: ResourceReport }) {
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
