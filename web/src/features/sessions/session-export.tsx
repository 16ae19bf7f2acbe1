/** The sessions that the list shows, as a file. */
import { addressOf } from '@berth/contract/client.ts'
import type { SessionColumn } from '@berth/contract/session-columns.ts'
import { consoleSessionExportEn } from '@berth/contract/texts/console-session-export.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { api } from 'virtual:api-paths'
import { sessionFilterQuery } from '../../api/queries.ts'
import type { SessionListFilter } from '../../api/session-lists.ts'
import { ExportDialog, namedToday } from '../../parts/export-dialog.tsx'
import { createPageWords } from '../../texts/page-words.ts'

const useWords = createPageWords<Texts<typeof consoleSessionExportEn>>(consoleSessionExportEn, {
  ko: async () => (await import('@berth/contract/texts/console-session-export.ko.ts')).consoleSessionExportKo,
  id: async () => (await import('@berth/contract/texts/console-session-export.id.ts')).consoleSessionExportId,
  ru: async () => (await import('@berth/contract/texts/console-session-export.ru.ts')).consoleSessionExportRu,
  fr: async () => (await import('@berth/contract/texts/console-session-export.fr.ts')).consoleSessionExportFr,
  mn: async () => (await import('@berth/contract/texts/console-session-export.mn.ts')).consoleSessionExportMn,
})

export interface SessionExportProps {
  readonly filter: SessionListFilter
  readonly onClose: () => void
}

export function SessionExport({ filter, onClose }: SessionExportProps) {
  const { t } = useWords()
  const columns: Readonly<Record<SessionColumn, string>> = t.columns
  return (
    <ExportDialog
      title={t.title}
      name={namedToday('sessions')}
      columns={columns}
      addressOf={(query) => addressOf(api.sessions.export, { query: { ...sessionFilterQuery(filter), ...query } })}
      onClose={onClose}
    />
  )
}
