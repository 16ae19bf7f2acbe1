/** The first page: what somebody in a hurry wants at once. */
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { Suspense, useState } from 'react'
import { useCurrentProject } from '../../../parts/current-project.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { useMe } from '../../../shell/use-me.ts'
import { useTexts } from '../../../texts/app-texts.ts'
import { Button } from '../../../ui/button.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { StartDialog } from '../lazy-parts.ts'
import { ResourceIndicator } from '../resource-indicator.tsx'
import { HomeCard } from './home-card.tsx'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'
import { InProgress } from './in-progress.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { SiteState } from './site-state.tsx'
import { StartFrom } from './start-from.tsx'
import { UsageLately } from './usage-lately.tsx'

/** What fills START. */
export interface Starting {
  readonly like?: Session
  readonly template?: SessionTemplate
  readonly preset?: ResourcePreset
}

export function HomePage() {
  const { t } = useHomeWords()
  const { t: sessions } = useSessionTexts()
  const { shell } = useTexts()
  const me = useMe()
  const { isKnown, project } = useCurrentProject()
  const [starting, setStarting] = useState<Starting>()
  const hasNoProject = isKnown && project === undefined
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <Button look="primary" onPress={() => setStarting({})}>
            <PlusIcon />
            {sessions.start}
          </Button>
        }
      />
      {hasNoProject && <Notice tone="info">{shell.noProjectHere}</Notice>}
      <HomeCard
        isOpen
        title={project === undefined ? t.resources.title : t.resources.inProject({ project: project.name })}
      >
        <ResourceIndicator />
      </HomeCard>
      <div className={styles.columns}>
        <div className={styles.column}>
          <OwnSessions onStart={setStarting} />
          <UsageLately user={me.role === 'superadmin' ? me.id : undefined} />
        </div>
        <div className={styles.column}>
          <StartFrom onStart={setStarting} />
          <InProgress />
        </div>
      </div>
      {me.role === 'superadmin' && <SiteState />}
      <Suspense>
        {starting !== undefined && <StartDialog {...starting} onClose={() => setStarting(undefined)} />}
      </Suspense>
    </div>
  )
}
