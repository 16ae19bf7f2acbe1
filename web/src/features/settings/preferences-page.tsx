/** How the console behaves for whoever is signed in (6.2): tabs of rows, all of them found by their words. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { preferencesQuery } from '../../api/workspace-queries.ts'
import { preferenceTabs, paths } from '../../paths.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { fits } from '../../shell/typed-words.ts'
import { Button } from '../../ui/button.tsx'
import { SearchIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { EmptyState } from '../../ui/page-state.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { EntryList } from './entry-list.tsx'
import { useGeneralWords } from './general-texts.ts'
import { NotLoaded } from './not-loaded.tsx'
import { usePreferenceWords } from './preference-texts.ts'
import styles from './preferences.module.css'
import { useChangedEntries } from './use-changed-entries.ts'
import { useEntries } from './use-entries.ts'

const ResetAllDialog = lazyPart(async () => (await import('./reset-all-dialog.tsx')).ResetAllDialog)

export function PreferencesPage() {
  const { t } = usePreferenceWords()
  const query = useQuery(preferencesQuery)
  const [typed, setTyped] = useState('')
  const [isResetting, setResetting] = useState(false)
  const changed = useChangedEntries()
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <Button isDisabled={changed.length === 0} onPress={() => setResetting(true)}>
            {t.resetAll}
          </Button>
        }
      />
      <div className={styles.search}>
        <TextField
          label={t.search}
          type="search"
          value={typed}
          onChange={setTyped}
          maxLength={100}
          before={<SearchIcon size={14} />}
        />
      </div>
      {query.data === undefined ? (
        <NotLoaded query={query} title={t.loadFailed} />
      ) : typed.trim() === '' ? (
        <AllTabs />
      ) : (
        <Found typed={typed} />
      )}
      <Suspense>{isResetting && <ResetAllDialog onClose={() => setResetting(false)} />}</Suspense>
    </div>
  )
}

function AllTabs() {
  const { t } = usePreferenceWords()
  const { tab } = useParams({ strict: false })
  const navigate = useNavigate()
  const entries = useEntries()
  const tabs = preferenceTabs.filter((id) => entries.some((entry) => entry.tab === id))
  const shown = tabs.find((known) => known === tab) ?? 'general'
  return (
    <Tabs
      label={t.tabsLabel}
      items={tabs.map((id) => ({ id, label: t.tabs[id] }))}
      value={shown}
      onChange={(id) => void navigate({ to: paths.preferencesTab(id) })}
    >
      {tabs.map((id) => (
        <TabPanel key={id} id={id}>
          <EntryList entries={entries.filter((entry) => entry.tab === id)} />
        </TabPanel>
      ))}
    </Tabs>
  )
}

/** Of all tabs. */
function Found({ typed }: { readonly typed: string }) {
  const { t } = usePreferenceWords()
  const sections = useGeneralWords().t
  const entries = useEntries()
  const found = entries.filter(({ words, tab }) => fits(typed, [...words(t, sections), t.tabs[tab]]))
  return (
    <>
      <p role="status" className="visually-hidden">
        {t.found({ count: found.length })}
      </p>
      {found.length === 0 ? (
        <EmptyState title={t.nothingFound} icon={<SearchIcon size={24} />} headingLevel={2}>
          {t.nothingFoundText}
        </EmptyState>
      ) : (
        <EntryList entries={found} />
      )}
    </>
  )
}
