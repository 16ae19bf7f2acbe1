/** What is asked about presets, and what is said of each: here and on the first page. */
import type { Violation } from '@berth/contract/problems.ts'
import type { PresetOutlook } from '@berth/contract/resource-presets.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'
import { sessionKeys } from '../../../api/session-cache.ts'
import { resourceWords } from '../../../parts/session-resources.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { Status } from '../../../ui/status.tsx'
import { amountWords, eachOnce } from './limit-words.ts'
import type { StartPlace } from './start-form.ts'
import styles from './start-presets.module.css'
import { useStartWords } from './start-texts.ts'

export const presetsQuery = ({ project, resourceGroup }: StartPlace, containers: number) =>
  queryOptions({
    // with what is free: what makes that old makes this old
    queryKey: [...sessionKeys.resources, 'presets', project ?? '', resourceGroup ?? '', containers],
    queryFn: () =>
      client.resourcePresets.outlook({
        query: {
          containers,
          ...(project === undefined ? {} : { project }),
          ...(resourceGroup === undefined ? {} : { resourceGroup }),
        },
      }),
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    refetchInterval: 15_000,
  })

/** Its name, its amounts, and what would come of it. */
export function PresetWords({ outlook }: { readonly outlook: PresetOutlook }) {
  const words = useSessionTexts()
  const { t } = useStartWords()
  const { preset, verdict, violations } = outlook
  /** What is in use counts against every limit but that of the machines, which others may leave. */
  const reasonOf = ({ limit, resource, used, max }: Violation) =>
    t.presets[limit === 'hardware' || used === 0 ? 'most' : 'more']({
      resource: words.t.amounts.names[resource],
      most: amountWords(resource, limit === 'hardware' ? max : Math.max(0, max - used), words),
      limit: words.t.amounts.bound[limit],
    })
  return (
    <>
      <span className={styles.name}>{preset.name}</span>
      <span className={styles.notes}>
        <span className={styles.amounts}>{resourceWords(preset, words).join(' · ')}</span>
        {preset.description !== '' && <span>{preset.description}</span>}
        {verdict === 'waits' && (
          <Status tone="info" shape="ring">
            {t.presets.waits}
          </Status>
        )}
        {verdict === 'refused' && (
          <>
            <Status tone="bad" shape="cross">
              {t.presets.refused}
            </Status>
            {eachOnce(violations).map((violation) => (
              <span key={`${violation.limit} ${violation.resource}`}>{reasonOf(violation)}</span>
            ))}
          </>
        )}
      </span>
    </>
  )
}
