/** Templates and presets: one press opens START with what they say. */
import type { PresetOutlook } from '@berth/contract/resource-presets.ts'
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { resourceWords } from '../../../parts/session-resources.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { PresetWords } from '../start/preset-words.tsx'
import cards from '../start/start-presets.module.css'
import { useStartWords } from '../start/start-texts.ts'
import { HomeCard } from './home-card.tsx'
import type { Starting } from './home-page.tsx'
import { useChoices } from './home-queries.ts'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'

/** More are in the dialog. */
const most = 4

export interface StartFromProps {
  readonly onStart: (starting: Starting) => void
}

export function StartFrom({ onStart }: StartFromProps) {
  const { t } = useHomeWords()
  return (
    <HomeCard title={t.from.title}>
      <div className={styles.from}>
        <Choices onStart={onStart} />
      </div>
    </HomeCard>
  )
}

function Choices({ onStart }: StartFromProps) {
  const { t, failureOf } = useHomeWords()
  const { t: start } = useStartWords()
  const { templates, presets, failed } = useChoices()
  if (failed !== undefined) return <NotLoaded title={t.from.notLoaded} query={failed} failureOf={failureOf} />
  if (templates === undefined || presets === undefined)
    return (
      <SkeletonRegion className={cards.cards}>
        <Skeleton width="100%" height="4rem" />
        <Skeleton width="100%" height="4rem" />
      </SkeletonRegion>
    )
  // one's own before those of the project, those before examples
  const rank = ({ owner, example }: SessionTemplate) => (example ? 2 : owner === null ? 1 : 0)
  const nearest = templates.toSorted((a, b) => rank(a) - rank(b)).slice(0, most)
  const offered = presets.slice(0, most)
  if (nearest.length + offered.length === 0) return <p className={styles.note}>{t.from.none}</p>
  return (
    <>
      {nearest.length > 0 && (
        <div role="group" aria-label={t.from.templates} className={cards.cards}>
          {nearest.map((template) => (
            <TemplateCard key={template.id} template={template} onStart={() => onStart({ template })} />
          ))}
        </div>
      )}
      {offered.length > 0 && (
        <div role="group" aria-label={start.presets.title} className={cards.cards}>
          {offered.map((outlook) => (
            <PresetCard key={outlook.preset.id} outlook={outlook} onStart={() => onStart({ preset: outlook.preset })} />
          ))}
        </div>
      )}
    </>
  )
}

interface TemplateCardProps {
  readonly template: SessionTemplate
  readonly onStart: () => void
}

function TemplateCard({ template: { name, example, projectName, settings }, onStart }: TemplateCardProps) {
  const words = useSessionTexts()
  const { t } = useStartWords()
  const { own, ofProject } = t.templates
  return (
    <button type="button" className={cards.card} aria-haspopup="dialog" onClick={onStart}>
      <span className={cards.name}>{name}</span>
      <span className={cards.notes}>
        <span className={cards.amounts}>{resourceWords({ resources: settings.resources }, words).join(' · ')}</span>
        <span>{example ? t.templates.example : projectName === null ? own : ofProject({ project: projectName })}</span>
      </span>
    </button>
  )
}

function PresetCard({ outlook, onStart }: { readonly outlook: PresetOutlook; readonly onStart: () => void }) {
  const isRefused = outlook.verdict === 'refused'
  return (
    <button
      type="button"
      className={cards.card}
      aria-haspopup="dialog"
      // it stays reachable, so that the reason can be read
      aria-disabled={isRefused || undefined}
      onClick={() => {
        if (!isRefused) onStart()
      }}
    >
      <PresetWords outlook={outlook} />
    </button>
  )
}
