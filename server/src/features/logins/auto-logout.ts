/**
 * Ends a browser's login when its last console page has been gone for a while (1.3), if its user wants that. A page is
 * there while its stream of live events is open. When it was last seen open is in the database, so that it ends also
 * when the browser never comes back and the server was killed meanwhile; reloads, and a restart of the server, survive.
 */
import type { Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { endLogin } from './logins.store.ts'
import { abandonedLogins, noteOpenStreams } from './auto-logout.store.ts'

export interface AutoLogoutDeps {
  readonly database: Database
  readonly clock: Clock
  readonly leases: Pick<Leases, 'revoke'>
  readonly log: Log
  readonly everyMs?: number
}

export interface AutoLogout extends AsyncDisposable {
  /** A console page of this login is open until the end of this. */
  open(login: string): Disposable
}

const goneMs = 15_000
/** Streams are noted as open so often, so what is known after a kill is at most this old. */
const noteEveryMs = 5_000

export function createAutoLogout({ database, clock, leases, log, everyMs = 1_000 }: AutoLogoutDeps): AutoLogout {
  const { db } = database
  const open = new Map<string, number>()
  const started = clock.now().getTime()
  let noted = 0
  let work: Promise<void> = Promise.resolve()
  let busy = false

  const note = (logins: readonly string[]) => noteOpenStreams(db, logins, clock.now())

  async function look(): Promise<void> {
    const now = clock.now()
    if (Math.abs(now.getTime() - noted) >= noteEveryMs) {
      noted = now.getTime()
      await note([...open.keys()])
    }
    // Pages that lost their server get as long to come back as pages that are reloaded.
    if (now.getTime() - started < goneMs) return
    const gone = await abandonedLogins(db, new Date(now.getTime() - goneMs))
    for (const login of gone) if (!open.has(login.id)) await end(login)
  }

  const end = ({ id, user }: { id: string; user: string }) =>
    transaction(db, async (tx) => {
      if (!(await endLogin(tx, id, clock.now(), 'page-closed'))) return
      await leases.revoke(tx, { login: id }, 'page-closed')
      const about = { actor: null, user, subject: id, reason: 'page-closed' }
      await recordAudit(tx, { action: 'sign-out', result: 'success', ...about })
    })

  const attempt = (what: () => Promise<unknown>) => {
    const done = what().then(
      () => {},
      (error: Error) => log.warn('Watching over closed pages failed; trying again', { error }),
    )
    work = Promise.all([work, done]).then(() => {})
    return done
  }

  const timer = setInterval(() => {
    if (busy) return
    busy = true
    void attempt(look).then(() => {
      busy = false
    })
  }, everyMs).unref()

  return {
    open(login) {
      open.set(login, (open.get(login) ?? 0) + 1)
      void attempt(() => note([login]))
      let closed = false
      return {
        [Symbol.dispose]() {
          if (closed) return
          closed = true
          const left = (open.get(login) ?? 1) - 1
          if (left > 0) return void open.set(login, left)
          open.delete(login)
          void attempt(() => note([login]))
        },
      }
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await work
    },
  }
}
