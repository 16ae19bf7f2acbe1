/** Administration → Credentials: everybody's, active and not. */
import { addressOf } from '@berth/contract/client.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from 'virtual:api-paths'
import { SearchedList } from '../../parts/searched-list.tsx'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { IconButton } from '../../ui/button.tsx'
import { DownloadIcon, KeyIcon, MoreIcon } from '../../ui/icons.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { credentialListQuery } from './credential-queries.ts'
import { CredentialTable } from './credential-table.tsx'
import { useCredentialWords } from './credential-texts.ts'
import styles from './credentials.module.css'
import { OpenDialog } from './open-dialog.tsx'
import type { Open } from './open-dialog.tsx'
import { searchWords } from './search-words.ts'

const tabs = ['active', 'inactive'] as const
type Tab = (typeof tabs)[number]

const useActive = (q: string) => useInfiniteQuery(credentialListQuery({ owner: 'all', active: 'true', q }))
const useInactive = (q: string) => useInfiniteQuery(credentialListQuery({ owner: 'all', active: 'false', q }))

export function AllCredentialsPage() {
  const { t } = useCredentialWords()
  return useMe().role === 'superadmin' ? <AllCredentials /> : <AdministratorsOnly title={t.title} />
}

function AllCredentials() {
  const { t } = useCredentialWords()
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const [open, setOpen] = useState<Open>()
  const shown: Tab = search['tab'] === 'inactive' ? 'inactive' : 'active'
  const file = addressOf(api.credentials.export, {
    query: { owner: 'all', active: shown === 'active' ? 'true' : 'false' },
  })
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <Menu
            label={t.pageActions}
            trigger={
              <IconButton look="plain" label={t.pageActions}>
                <MoreIcon />
              </IconButton>
            }
          >
            <MenuItem label={t.export} icon={<DownloadIcon />} onAction={() => window.location.assign(file)} />
          </Menu>
        }
      />
      <p className={styles.intro}>{t.allText}</p>
      <Tabs
        label={t.states}
        items={tabs.map((id) => ({ id, label: t.tabs[id] }))}
        value={shown}
        onChange={(tab) => void navigate({ to: '.', search: tab === 'inactive' ? { tab } : {} })}
      >
        {tabs.map((tab) => (
          <TabPanel key={tab} id={tab}>
            <OneTab tab={tab} initial={typeof search['q'] === 'string' ? search['q'] : ''} onOpen={setOpen} />
          </TabPanel>
        ))}
      </Tabs>
      <OpenDialog open={open} isAdministrator onClose={() => setOpen(undefined)} />
    </div>
  )
}

interface OneTabProps {
  readonly tab: Tab
  readonly initial: string
  readonly onOpen: (open: Open) => void
}

function OneTab({ tab, initial, onOpen }: OneTabProps) {
  const { t, failureOf } = useCredentialWords()
  return (
    <SearchedList
      words={searchWords(t)}
      failureOf={failureOf}
      initial={initial}
      useRows={tab === 'active' ? useActive : useInactive}
      empty={<EmptyState icon={<KeyIcon size={24} />} title={t.empty[tab]} />}
    >
      {(rows, empty) => (
        <CredentialTable
          rows={rows}
          isEverybodys
          empty={empty}
          onAction={(credential, name) => onOpen({ name, credential })}
        />
      )}
    </SearchedList>
  )
}
