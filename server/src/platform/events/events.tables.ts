import type { Generated, JSONColumnType } from 'kysely'

export interface EventsTable {
  id: Generated<number>
  xid: Generated<string>
  at: Generated<Date>
  kind: string
  subject: string | null
  workspace_id: string | null
  user_id: string | null
  payload: JSONColumnType<Record<string, unknown>>
}

declare module '../database/tables.ts' {
  interface Tables {
    events: EventsTable
  }
}
