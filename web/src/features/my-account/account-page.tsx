/** How one signs in, where one is signed in, and what happened to the account. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { openAccount } from '../../parts/account-opening.ts'
import { accountTabs, paths } from '../../paths.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { Button } from '../../ui/button.tsx'
import { PencilIcon } from '../../ui/action-icons.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { ActivityTab } from './activity-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { LoginsTab } from './logins-tab.tsx'
import { SecurityTab } from './security-tab.tsx'

export function AccountPage() {
  const t = useAccountWords().t.page
  const { tab } = useParams({ strict: false })
  const navigate = useNavigate()
  const shown = accountTabs.find((known) => known === tab) ?? 'security'
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <Button onPress={() => openAccount()}>
            <PencilIcon />
            {t.edit}
          </Button>
        }
      />
      <Tabs
        label={t.tabsLabel}
        items={accountTabs.map((id) => ({ id, label: t.tabs[id] }))}
        value={shown}
        onChange={(id) => void navigate({ to: paths.accountTab(id) })}
      >
        <TabPanel id="security">
          <SecurityTab />
        </TabPanel>
        <TabPanel id="logins">
          <LoginsTab />
        </TabPanel>
        <TabPanel id="history">
          <HistoryTab />
        </TabPanel>
        <TabPanel id="activity">
          <ActivityTab />
        </TabPanel>
      </Tabs>
    </div>
  )
}
