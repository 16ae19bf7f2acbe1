/** Presets as cards: one press sets the amounts. The server says which of them pass, wait, or why they cannot start. */
import type { Violation } from '@berth/contract/problems.ts'
import type { PresetOutlook } from '@berth/contract/resource-presets.ts'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'
import { sessionKeys } from '../../../api/session-cache.ts'
import { resourceWords } from '../../../parts/session-resources.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { FieldGroup, useField } from '../../../ui/field.tsx'
import type { Form } from '../../../ui/form.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { Status } from '../../../ui/status.tsx'
import { amountWords, eachOnce } from './start-check.ts'
import type { StartPlace, StartValues } from './start-form.ts'
import { isSize, valuesOfPreset } from './start-templates.ts'
import { useStartWords } from './start-texts.ts'
import styles from './start-presets.module.css'

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

export interface StartPresetsProps {
  readonly place: StartPlace
  readonly form: Form<StartValues>
}

export function StartPresets({ place, form }: StartPresetsProps) {
  const { t } = useStartWords()
  const { data, isPending, failureCount } = useQuery(presetsQuery(place, form.values.containers))
  const ids = useField({})
  if (data === undefined) {
    // the sliders do without
    if (!isPending || failureCount > 0) return null
    return (
      <SkeletonRegion>
        <Skeleton width="100%" height="4.5rem" />
      </SkeletonRegion>
    )
  }
  if (data.items.length === 0) return null
  return (
    <FieldGroup label={t.presets.title} ids={ids}>
      <div className={styles.cards}>
        {data.items.map((outlook) => (
          <PresetCard key={outlook.preset.id} outlook={outlook} form={form} />
        ))}
      </div>
    </FieldGroup>
  )
}

function PresetCard({ outlook, form }: { readonly outlook: PresetOutlook; readonly form: Form<StartValues> }) {
  const { preset, verdict } = outlook
  const amounts = valuesOfPreset(preset.resources)
  const isRefused = verdict === 'refused'
  return (
    <button
      type="button"
      className={styles.card}
      // it stays reachable, so that the reason can be read
      aria-disabled={isRefused || undefined}
      aria-pressed={isSize(form.values, amounts)}
      onClick={() => {
        if (!isRefused) form.set(amounts)
      }}
    >
      <PresetWords outlook={outlook} />
    </button>
  )
}

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
