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

export interface EventReadersTable {
  name: string
  snapshot: string
  until_snapshot: string | null
  after_id: Generated<number>
}

declare module '../database/tables.ts' {
  interface Tables {
    events: EventsTable
    event_readers: EventReadersTable
  }
}
