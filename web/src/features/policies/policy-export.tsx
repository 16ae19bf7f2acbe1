/** The policies that the list shows, as a file. */
import { addressOf } from '@berth/contract/client.ts'
import type { PolicyColumn } from '@berth/contract/policies.ts'
import { api } from 'virtual:api-paths'
import { ExportDialog, namedToday } from '../../parts/export-dialog.tsx'
import { listQueryOf } from './policy-search.ts'
import type { PolicyFilter } from './policy-search.ts'
import { usePolicyWords } from './policy-texts.ts'

export interface PolicyExportProps {
  readonly filter: PolicyFilter
  readonly onClose: () => void
}

export function PolicyExport({ filter, onClose }: PolicyExportProps) {
  const { t } = usePolicyWords()
  const columns: Readonly<Record<PolicyColumn, string>> = {
    ...t.fields,
    createdAt: t.columns.createdAt,
    updatedAt: t.updatedAt,
  }
  return (
    <ExportDialog
      title={t.exportTitle}
      name={namedToday('policies')}
      columns={columns}
      addressOf={(query) => addressOf(api.policies.export, { query: { ...listQueryOf(filter), ...query } })}
      onClose={onClose}
    />
  )
}
