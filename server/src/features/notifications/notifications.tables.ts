import type { NotificationKind } from '@berth/contract/notifications.ts'
import type { ColumnType } from 'kysely'

export interface NotificationsTable {
  id: string
  user_id: string
  event_id: number
  kind: NotificationKind
  parameters: ColumnType<Record<string, unknown>, string, never>
  at: Date
  read_at: ColumnType<Date | null, null | undefined, Date | null>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    notifications: NotificationsTable
  }
}
