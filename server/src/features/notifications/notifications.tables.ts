import type { NotificationKind, Progress } from '@berth/contract/notifications.ts'
import type { ColumnType } from 'kysely'

export interface NotificationsTable {
  id: string
  user_id: string
  event_id: number
  kind: NotificationKind
  parameters: ColumnType<Record<string, unknown>, string, never>
  at: Date
  read_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  about: ColumnType<string | null, string | null, never>
  /** Of what is done in the background; all four or none. */
  state: Progress['state'] | null
  step: Progress['step'] | null
  share: number | null
  started_at: ColumnType<Date | null, Date | null, never>
  cleared_at: ColumnType<Date | null, never, Date | null>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    notifications: NotificationsTable
  }
}
