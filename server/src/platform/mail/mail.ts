/** What slices know of mail: a message that is sent once the transaction that wants it commits. */
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

export interface MailMessage {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mail {
  /** False when it cannot be sent: nothing that is wanted besides may fail for it. */
  enqueue(tx: Kysely<Tables>, message: MailMessage): Promise<boolean>
}
