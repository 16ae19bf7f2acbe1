/** Presets as cards: one press sets the amounts. The server says which of them pass, wait, or why they cannot start. */
import type { PresetOutlook } from '@berth/contract/resource-presets.ts'
import { useQuery } from '@tanstack/react-query'
import { FieldGroup, useField } from '../../../ui/field.tsx'
import type { Form } from '../../../ui/form.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { presetsQuery, PresetWords } from './preset-words.tsx'
import type { StartPlace, StartValues } from './start-form.ts'
import { isSize, valuesOfPreset } from './start-templates.ts'
import { useStartWords } from './start-texts.ts'
import styles from './start-presets.module.css'

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
