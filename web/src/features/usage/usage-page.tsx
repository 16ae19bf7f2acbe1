/** What sessions used, over time and by project and user (3.4): one's own, everyone's for administrators. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { DownloadIcon } from '../../ui/action-icons.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { Notice } from '../../ui/notice.tsx'
import { Segments } from '../../ui/segments.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { UsageOverview } from './usage-overview.tsx'
import { usageQuery, type UsageFilter } from '../../api/usage-queries.ts'
import { addressFrom, groups, ranges, searchOf, spanOf, type UsageAddress } from './usage-search.ts'
import { UsageTable } from './usage-table.tsx'
import { useUsageWords } from './usage-texts.ts'
import styles from './usage.module.css'

const UsageExport = lazyPart(async () => (await import('./export-dialog.tsx')).UsageExport)

export function UsagePage() {
  const { t } = useUsageWords()
  const isAdmin = useMe().role === 'superadmin'
  const navigate = useNavigate()
  const [now] = useState(() => new Date())
  const [isExporting, setExporting] = useState(false)
  const address = addressFrom(useSearch({ strict: false }), now)
  const span = spanOf(address, now)
  const go = (changes: Partial<UsageAddress>) =>
    void navigate({
      to: '.',
      search: (search: Record<string, unknown>) => searchOf({ ...addressFrom(search, now), ...changes }),
      replace: true,
    })
  const { project } = address
  const user = isAdmin ? address.user : undefined
  const filter: UsageFilter | undefined = span && { ...span, user, project }
  const tabs = groups.filter((one) => one !== 'user' || isAdmin)
  const by = tabs.find((one) => one === address.by) ?? 'day'
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <Button isDisabled={filter === undefined} onPress={() => setExporting(true)}>
            <DownloadIcon />
            {t.export.verb}
          </Button>
        }
      />
      <div className={styles.bar}>
        <Segments
          label={t.range}
          value={address.range}
          onChange={(range) => go({ range, ...span })}
          items={ranges.map((id) => ({ id, label: t.ranges[id] }))}
        />
        {address.range === 'custom' && (
          <>
            <DayField label={t.from} value={address.from} onChange={(from) => go({ from })} />
            <DayField label={t.to} value={address.to} onChange={(to) => go({ to })} />
          </>
        )}
        {filter !== undefined && <Filters filter={filter} onChange={go} />}
      </div>
      {filter === undefined ? (
        <Notice tone="warn">{t.rangeWrong}</Notice>
      ) : (
        <>
          <UsageOverview filter={filter} measure={address.measure} onMeasure={(measure) => go({ measure })} />
          <Tabs
            label={t.groupsLabel}
            items={tabs.map((id) => ({ id, label: t.groups[id] }))}
            value={by}
            onChange={(id) => go({ by: id })}
          >
            {tabs.map((id) => (
              <TabPanel key={id} id={id}>
                <UsageTable address={address} filter={filter} by={id} />
              </TabPanel>
            ))}
          </Tabs>
          <Suspense>
            {isExporting && <UsageExport filter={filter} isAdmin={isAdmin} onClose={() => setExporting(false)} />}
          </Suspense>
        </>
      )}
    </div>
  )
}

interface DayFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (day: string) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className={styles.day}>
      {label}
      <input
        type="date"
        className={styles.input}
        value={value}
        // While it is being typed there is no day yet.
        onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
      />
    </label>
  )
}

interface FiltersProps {
  readonly filter: UsageFilter
  readonly onChange: (changes: Partial<UsageAddress>) => void
}

/** Who and what the page is narrowed to, by their names. */
function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useUsageWords()
  const { user, project } = filter
  const users = useQuery({ ...usageQuery({ ...filter, project: undefined }, 'user'), enabled: user !== undefined })
  const projects = useQuery({
    ...usageQuery({ ...filter, user: undefined }, 'project'),
    enabled: project !== undefined,
  })
  return (
    <>
      {user !== undefined && (
        <Chip
          name={users.data?.items.find((row) => row.user === user)?.userName ?? t.user}
          onRemove={() => onChange({ user: undefined })}
        />
      )}
      {project !== undefined && (
        <Chip
          name={projects.data?.items.find((row) => row.project === project)?.projectName ?? t.project}
          onRemove={() => onChange({ project: undefined })}
        />
      )}
    </>
  )
}

function Chip({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const { t } = useUsageWords()
  return (
    <span className={styles.chip}>
      {t.only({ name })}
      <button type="button" className={styles.clear} aria-label={t.removeFilter({ name })} onClick={onRemove}>
        <CloseIcon size={12} />
      </button>
    </span>
  )
}
