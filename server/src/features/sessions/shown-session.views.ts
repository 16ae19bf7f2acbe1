/** What is shown of a session's command and environment, as its owner wants it (6.2). */
import { usualHiddenArguments } from '@berth/contract/preferences.ts'
import type { SessionReason, SessionStatus } from '@berth/contract/session-states.ts'
import type pg from 'pg'
import { hidingOf, mask, redactText, type Hiding } from './log/redaction.ts'

export interface HidingFacts {
  /** Null: there is so much of it that it is shown by its names alone. */
  readonly env: Readonly<Record<string, string>> | null
  /** What its owner prefers; no names: those that are usual. */
  readonly hide_arguments: boolean
  readonly hidden_arguments: readonly string[] | null
}

interface Shown {
  readonly env: Record<string, string>
  readonly command: string | null
}

export function shownOf(
  row: HidingFacts & { readonly env_names: readonly string[]; readonly command: string | null },
): Shown {
  const { env, env_names: names, command } = row
  if (command === null && names.length === 0) return { env: {}, command }
  const hiding = hidingFor(row)
  const valueOf = (name: string) => {
    const value = env?.[name]
    return value === undefined || hiding?.isHidden(name) ? mask : redactText(hiding, value)
  }
  // Without its values none can be found in the command.
  const isUnknown = env === null && hiding !== null && names.some(hiding.isHidden)
  return {
    env: Object.fromEntries(names.map((name) => [name, valueOf(name)])),
    command: command === null ? null : isUnknown ? mask : redactText(hiding, command),
  }
}

const hidingFor = ({ env, hide_arguments: hides, hidden_arguments: names }: HidingFacts): Hiding | null =>
  hidingOf(hides ? (names ?? usualHiddenArguments) : null, env ?? {})

/** What is hidden wherever something of this session is shown; null: nothing. */
export async function readHiding(pool: pg.Pool, id: string): Promise<Hiding | null> {
  const { rows } = await pool.query<HidingFacts>({
    name: 'session-hiding',
    text: `SELECT s.env, u.hide_arguments, u.hidden_arguments
             FROM sessions s JOIN users u ON u.id = s.owner_id WHERE s.id = $1`,
    values: [id],
  })
  return rows[0] ? hidingFor(rows[0]) : null
}

/** What engines say of failures may quote anything. */
export async function showHistory(pool: pg.Pool, id: string) {
  const { rows } = await pool.query<{ at: Date; status: SessionStatus; reason: SessionReason; detail: string | null }>({
    name: 'session-history',
    text: 'SELECT at, status, reason, detail FROM session_history WHERE session_id = $1 ORDER BY number',
    values: [id],
  })
  const hiding = rows.some(({ detail }) => detail !== null) ? await readHiding(pool, id) : null
  return {
    items: rows.map(({ at, detail, ...row }) => ({
      ...row,
      at: at.toISOString(),
      detail: detail === null ? null : redactText(hiding, detail),
    })),
  }
}
