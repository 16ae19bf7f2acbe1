/** Administration → Resource groups: what they have and hold, who waits, and the rule of each queue. */
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { lazyPart } from '../../ui/lazy-part.ts'
import { EmptyState } from '../../ui/page-state.tsx'
import { resourceGroupsQuery } from './group-queries.ts'
import { GroupTable } from './group-table.tsx'
import { useGroupWords } from './group-texts.ts'
import shared from '../../parts/amounts-page.module.css'

const GroupDialog = lazyPart(async () => (await import('./group-dialog.tsx')).GroupDialog)

export function ResourceGroupsPage() {
  const { t } = useGroupWords()
  return useMe().role === 'superadmin' ? <ResourceGroups /> : <AdministratorsOnly title={t.title} />
}

function ResourceGroups() {
  const { t, failureOf } = useGroupWords()
  const groups = useQuery(resourceGroupsQuery)
  const [editing, setEditing] = useState<ResourceGroup>()
  return (
    <div className={shared.page}>
      <PageHead title={t.title} />
      <p className={shared.intro}>{t.text}</p>
      {groups.data === undefined && groups.error !== null ? (
        <NotLoaded title={t.notLoaded} query={groups} failureOf={failureOf} />
      ) : (
        <GroupTable rows={groups.data} empty={<EmptyState title={t.none} />} onEdit={setEditing} />
      )}
      <Suspense>
        {editing !== undefined && <GroupDialog group={editing} onClose={() => setEditing(undefined)} />}
      </Suspense>
    </div>
  )
}
