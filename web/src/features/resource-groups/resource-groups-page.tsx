/** Administration → Resource groups: what they have and hold, who waits, and the rule of each queue. */
import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { EmptyState, ErrorState } from '../../ui/page-state.tsx'
import { resourceGroupsQuery } from './group-queries.ts'
import { GroupTable } from './group-table.tsx'
import { useGroupWords } from './group-texts.ts'
import styles from './resource-groups.module.css'

const GroupDialog = lazy(async () => ({ default: (await import('./group-dialog.tsx')).GroupDialog }))

export function ResourceGroupsPage() {
  const { t } = useGroupWords()
  return useMe().role === 'superadmin' ? <ResourceGroups /> : <AdministratorsOnly title={t.title} />
}

function ResourceGroups() {
  const { t, failureOf } = useGroupWords()
  const { data: groups, error, refetch, isFetching } = useQuery(resourceGroupsQuery)
  const [editing, setEditing] = useState<ResourceGroup>()
  const failure = groups === undefined && error !== null ? failureOf(error) : undefined
  return (
    <div className={styles.page}>
      <PageHead title={t.title} />
      <p className={styles.intro}>{t.text}</p>
      {failure === undefined ? (
        <GroupTable rows={groups} empty={<EmptyState title={t.none} />} onEdit={setEditing} />
      ) : (
        <ErrorState
          title={t.notLoaded}
          requestId={failure.requestId}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        >
          {failure.title}. {failure.detail}
        </ErrorState>
      )}
      <Suspense>
        {editing !== undefined && <GroupDialog group={editing} onClose={() => setEditing(undefined)} />}
      </Suspense>
    </div>
  )
}
