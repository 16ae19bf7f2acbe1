/** The users that the list shows, as a file. */
import { addressOf } from '@berth/contract/client.ts'
import { api } from 'virtual:api-paths'
import { ExportDialog, namedToday } from '../../parts/export-dialog.tsx'
import type { UserColumn } from './user-columns.ts'
import { listQueryOf } from './users-search.ts'
import type { UserListFilter } from './users-search.ts'
import { useUserWords } from './users-texts.ts'

export interface UserExportProps {
  readonly filter: UserListFilter
  readonly shown: readonly UserColumn[]
  readonly onClose: () => void
}

export function UserExport({ filter, shown, onClose }: UserExportProps) {
  const { t } = useUserWords()
  return (
    <ExportDialog
      title={t.export.title}
      text={t.export.text({ tab: t.tabs[filter.tab] })}
      name={namedToday('users')}
      columns={{ ...t.columns, ...t.exportColumns }}
      chosen={shown}
      addressOf={(query) => addressOf(api.users.export, { query: { ...listQueryOf(filter), ...query } })}
      onClose={onClose}
    />
  )
}
