/** The first page: what somebody in a hurry wants at once. */
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { SessionTemplate } from '@berth/contract/session-templates.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { useCurrentProject } from '../../../parts/current-project.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { useNotificationWords } from '../../../shell/notification-words.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { useMe } from '../../../shell/use-me.ts'
import { useTexts } from '../../../texts/app-texts.ts'
import { Button } from '../../../ui/button.tsx'
import { PlusIcon } from '../../../ui/action-icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { StartDialog } from '../lazy-parts.ts'
import { ResourceIndicator } from '../resource-indicator.tsx'
import { useStartWords } from '../start/start-texts.ts'
import { HomeCard } from './home-card.tsx'
import { useArrived } from './home-queries.ts'
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
  const { t, failureOf } = useHomeWords()
  const { t: sessions } = useSessionTexts()
  const { shell } = useTexts()
  const me = useMe()
  const isAdmin = me.role === 'superadmin'
  const user = isAdmin ? me.id : undefined
  const { project, isKnown, failed } = useCurrentProject()
  const isThere = useArrived(user)
  const [starting, setStarting] = useState<Starting>()
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
      <HomeCard
        isOpen
        title={project === undefined ? t.resources.title : t.resources.inProject({ project: project.name })}
      >
        <ResourceIndicator />
      </HomeCard>
      {failed !== undefined && (
        <NotLoaded isCompact title={shell.projectsNotLoaded} query={failed} failureOf={failureOf} />
      )}
      {isThere('limits') && isKnown && project === undefined && <Notice tone="info">{shell.noProjectHere}</Notice>}
      <div className={styles.columns}>
        {isThere('limits') ? <OwnSessions onStart={setStarting} /> : <Coming />}
        {/* Nothing stands for these: on a narrow page what comes above would push it away. */}
        <Suspense>
          <WithWords>
            <div className={styles.side}>
              {isThere('sessions') && <StartFrom onStart={setStarting} />}
              {isThere('choices') && <InProgress />}
            </div>
            {isThere('progress') && <UsageLately user={user} />}
          </WithWords>
        </Suspense>
      </div>
      {isAdmin && isThere('usage') && <SiteState />}
      <Suspense>
        {starting !== undefined && <StartDialog {...starting} onClose={() => setStarting(undefined)} />}
      </Suspense>
    </div>
  )
}

/** Words of other pages that parts of this one say. They are there before, so that none of it goes away again. */
function WithWords({ children }: { readonly children: ReactNode }) {
  useStartWords()
  useNotificationWords()
  return children
}

function Coming() {
  return (
    <SkeletonRegion className={styles.card}>
      <Skeleton width="14ch" />
      <Skeleton width="100%" height="11rem" />
    </SkeletonRegion>
  )
}
