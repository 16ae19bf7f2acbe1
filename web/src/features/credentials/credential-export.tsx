/** The credentials that the list shows, as a file. */
import { addressOf } from '@berth/contract/client.ts'
import type { CredentialColumn } from '@berth/contract/credentials.ts'
import { api } from 'virtual:api-paths'
import { ExportDialog, namedToday } from '../../parts/export-dialog.tsx'
import type { CredentialQuery } from './credential-search.ts'
import { useCredentialWords } from './credential-texts.ts'

export interface CredentialExportProps {
  /** As the list is asked. */
  readonly query: CredentialQuery
  readonly onClose: () => void
}

export function CredentialExport({ query: asked, onClose }: CredentialExportProps) {
  const { t } = useCredentialWords()
  const columns: Readonly<Record<CredentialColumn, string>> = t.exportColumns
  return (
    <ExportDialog
      title={t.exportTitle}
      name={namedToday('credentials')}
      columns={columns}
      addressOf={(query) => addressOf(api.credentials.export, { query: { ...asked, ...query } })}
      onClose={onClose}
    />
  )
}
