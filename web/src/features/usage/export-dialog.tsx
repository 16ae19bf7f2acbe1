/** The numbers of the page as a file. */
import { addressOf } from '@berth/contract/client.ts'
import type { UsageColumn } from '@berth/contract/usage.ts'
import { useState } from 'react'
import { api } from 'virtual:api-paths'
import { ExportDialog } from '../../parts/export-dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { dayWords } from '../../parts/day-words.ts'
import { asked, type UsageFilter } from '../../api/usage-queries.ts'
import { useUsageWords } from './usage-texts.ts'

export interface UsageExportProps {
  readonly filter: UsageFilter
  readonly isAdmin: boolean
  readonly onClose: () => void
}

const rows = ['each', 'day', 'project', 'user'] as const
type Rows = (typeof rows)[number]

const amounts = ['sessions', 'coreHours', 'gibHours', 'gpuHours'] as const
const whose = { user: ['user', 'userEmail', 'userName'], project: ['project', 'projectName', 'workspaceName'] } as const
const columnsOf: Readonly<Record<Rows, readonly UsageColumn[]>> = {
  each: ['day', ...whose.user, ...whose.project, ...amounts],
  day: ['day', ...amounts],
  project: [...whose.project, ...amounts],
  user: [...whose.user, ...amounts],
}

export function UsageExport({ filter, isAdmin, onClose }: UsageExportProps) {
  const { t, language } = useUsageWords()
  const words = t.export
  const [groupBy, setGroupBy] = useState<Rows>('each')
  const columns = Object.fromEntries(columnsOf[groupBy].map((name) => [name, words.columns[name]]))
  return (
    <ExportDialog
      title={words.title}
      text={words.text({ from: dayWords(language, filter.from), to: dayWords(language, filter.to) })}
      name={`usage-${filter.from}-${filter.to}`}
      columns={columns}
      addressOf={(query) => addressOf(api.usage.export, { query: { ...asked(filter), groupBy, ...query } })}
      onClose={onClose}
    >
      <RadioGroup
        label={words.rows}
        value={groupBy}
        onChange={setGroupBy}
        items={rows.filter((id) => id !== 'user' || isAdmin).map((id) => ({ id, label: words.groups[id] }))}
      />
    </ExportDialog>
  )
}
