/** For administrators: what the machines have and hold, who waits, and what needs somebody. */
import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { resourceGroupsQuery } from '../../../api/queries.ts'
import { bytes, gibibytes, number } from '../../../parts/amounts.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { paths } from '../../../paths.ts'
import { UsageBar, UsageBarSkeleton } from '../../../ui/progress.tsx'
import { SkeletonRegion } from '../../../ui/skeleton.tsx'
import shared from '../sessions.module.css'
import { HomeCard } from './home-card.tsx'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'
import { NeedsAttention } from './needs-attention.tsx'

export function SiteState() {
  const { t, failureOf } = useHomeWords()
  // machines that go and come back are told by no event
  const groups = useQuery({ ...resourceGroupsQuery, refetchInterval: 15_000 })
  return (
    <HomeCard isOpen title={t.site.title} more={{ to: paths.resourceGroups, label: t.site.all }}>
      {groups.data === undefined && groups.error !== null ? (
        <NotLoaded title={t.site.notLoaded} query={groups} failureOf={failureOf} />
      ) : (
        <>
          <Machines groups={groups.data} />
          {groups.data !== undefined && <NeedsAttention groups={groups.data} />}
        </>
      )}
    </HomeCard>
  )
}

const resources = ['cpu', 'memory', 'gpu', 'gpuShares'] as const

function Machines({ groups }: { readonly groups: readonly ResourceGroup[] | undefined }) {
  const { t: words, language } = useSessionTexts()
  const { t, say } = useHomeWords()
  if (groups === undefined)
    return (
      <SkeletonRegion className={shared.indicator}>
        {[words.amounts.cpu, words.amounts.memory, t.site.machines].map((label) => (
          <UsageBarSkeleton key={label} label={label} />
        ))}
      </SkeletonRegion>
    )
  const sum = (of: (group: ResourceGroup) => number) => groups.reduce((all, group) => all + of(group), 0)
  const [all, available] = [sum(({ nodes }) => nodes), sum(({ availableNodes }) => availableNodes)]
  const queued = sum((group) => group.queued)
  const shown = resources
    .map((resource) => ({
      resource,
      capacity: sum((group) => group.capacity[resource]),
      allocated: sum((group) => group.allocated[resource]),
    }))
    .filter(({ resource, capacity, allocated }) => !resource.startsWith('gpu') || capacity + allocated > 0)
  return (
    <div className={shared.indicator}>
      {shown.map(({ resource, capacity, allocated }) => {
        const isMemory = resource === 'memory'
        const [used, whole] = isMemory
          ? [gibibytes(language, allocated), bytes(language, capacity)]
          : [number(language, allocated), number(language, capacity)]
        return (
          <UsageBar
            key={resource}
            label={words.amounts[resource]}
            used={allocated}
            limit={capacity}
            format={(amount) => (isMemory ? bytes(language, amount) : number(language, amount))}
            text={`${used} / ${whole}`}
            note={t.site.allocated}
          />
        )
      })}
      <div className={styles.machines}>
        <div className={styles.machineCount}>
          <span>{t.site.machines}</span>
          <span>{t.site.available({ available: say(available), all: say(all) })}</span>
        </div>
        <div>
          {t.site.running({ text: say(sum(({ sessions }) => sessions)) })} ·{' '}
          <Link to={paths.sessions} search={{ owner: 'all', state: 'queued' }}>
            {t.site.waiting({ text: say(queued) })}
          </Link>
        </div>
      </div>
    </div>
  )
}
