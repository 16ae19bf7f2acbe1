/**
 * Invitations (2.1): a random token that only its link and its mail carry, bound to an email, answered once, for seven
 * days. Answers are locked by the workspace's row, so of two of them one finds it open.
 */
import type { NewInvitation, OpenInvitation, signUp } from '@berth/contract/invitations.ts'
import { differsFromAccount } from '@berth/contract/setup.ts'
import type { Language } from '@berth/contract/texts/language.ts'
import type { Workspace, WorkspaceRole } from '@berth/contract/workspaces.ts'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { hashToken, newToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import type { Logins, LoginSource, NewLogin } from '../logins/logins.service.ts'
import type { Settings } from '../settings/settings.service.ts'
import { createInvitationLimits, livesMs } from './invitation-limits.ts'
import { invitationMail } from './invitation-mail.ts'
import {
  endInvitation,
  insertInvitation,
  invitationById,
  invitationByToken,
  openInvitationById,
  openInvitationOf,
  renewInvitation,
  type InvitationRow,
} from './invitations.store.ts'
import {
  accountOf,
  emailOf,
  invitationShown,
  isMemberByEmail,
  isStanding,
  provenAccountOf,
} from './invitations.views.ts'
import { lockWorkspace, roleOf } from './workspaces.store.ts'
import { membershipsUpdated, type Workspaces } from './workspaces.service.ts'

export interface InvitationsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly settings: Settings
  readonly accounts: Accounts
  readonly logins: Pick<Logins, 'begin'>
  readonly workspaces: Workspaces
  readonly publicUrl: () => string
  /** Null: none is sent; the link is handed over. */
  readonly mail: Mail | null
}

export type Invitations = ReturnType<typeof createInvitations>

export function createInvitations(deps: InvitationsDeps) {
  const { db, clock, settings, accounts, logins, workspaces, mail } = deps
  const { requireMinute, requirePlace } = createInvitationLimits(clock)
  const isOpen = async (db: Kysely<Tables>, row: InvitationRow) =>
    row.outcome === null && row.expires_at > clock.now() && (await isStanding(db, row.id))
  /** In the fragment, which browsers send to nobody: no log and no referrer gets it. */
  const linkOf = (token: string) => `${deps.publicUrl()}/invitation#${token}`

  const tell = async (tx: Transaction<Tables>, workspace: string, email: string) => {
    const user = await provenAccountOf(tx, email)
    if (user !== null) await emit(tx, { kind: membershipsUpdated, subject: user, workspace, user })
    return user
  }

  const send = async (tx: Transaction<Tables>, id: string, link: string, language: Language) => {
    const shown = await invitationShown(tx, id, clock.now())
    if (mail === null || !shown) return false
    return mail.enqueue(tx, invitationMail(language, { ...shown, link, host: new URL(link).hostname }))
  }

  const answer = async (id: string, token: string, mailed: boolean): Promise<NewInvitation> => {
    const shown = await invitationShown(db, id, clock.now())
    if (!shown) throw new Problem('not-found')
    return { ...shown, token, link: linkOf(token), mailed }
  }

  /** The newest link is the only one that counts. */
  const renewed = () => {
    const token = newToken()
    const expires_at = new Date(clock.now().getTime() + livesMs)
    return { token, columns: { token_hash: hashToken(token), expires_at } }
  }

  const find = async (tokenOrId: string): Promise<InvitationRow> => {
    const row = isId(tokenOrId)
      ? await invitationById(db, tokenOrId)
      : await invitationByToken(db, hashToken(tokenOrId))
    if (!row || !(await isOpen(db, row))) throw new Problem('invitation-over')
    return row
  }

  /** Found again behind the lock of the workspace, and still open; a link that was replaced meanwhile is none. */
  const lockOpen = async (tx: Transaction<Tables>, found: InvitationRow) => {
    const workspace = await lockWorkspace(tx, found.workspace_id)
    const row = await openInvitationById(tx, found.id)
    if (!workspace || !row || !row.token_hash.equals(found.token_hash)) throw new Problem('invitation-over')
    if (!(await isOpen(tx, row))) throw new Problem('invitation-over')
    return { row, workspace }
  }

  const requireInvited = async (caller: Caller, row: InvitationRow, tokenOrId: string) => {
    const { email, proven } = await emailOf(db, caller.user)
    if (email.toLowerCase() !== row.email.toLowerCase()) throw new Problem('invitation-for-another')
    // Without proof of the email, what is sent to it is for them only by its own link.
    if (!proven && isId(tokenOrId)) throw new Problem('invitation-over')
  }

  const join = async (tx: Transaction<Tables>, row: InvitationRow, user: string, address: string, name: string) => {
    await endInvitation(tx, row.id, 'accepted', clock.now())
    if ((await roleOf(tx, row.workspace_id, user)) === null)
      await workspaces.join(tx, { workspace: row.workspace_id, user }, row.role)
    const after = { email: row.email, role: row.role }
    const where = { subject: row.workspace_id, workspace: row.workspace_id, name }
    await recordAudit(tx, { action: 'member.joined', result: 'success', actor: user, user, address, ...where, after })
  }

  return {
    async create(
      by: Caller,
      workspace: string,
      { email, role }: { email: string; role: WorkspaceRole },
      language: Language,
    ): Promise<NewInvitation> {
      const id = uuidv7()
      const { token, columns } = renewed()
      const result = await transaction(db, async (tx) => {
        const row = await workspaces.lockFor(tx, by, workspace)
        if (row.personal_of !== null) throw new Problem('personal-workspace')
        if (await isMemberByEmail(tx, workspace, email)) throw new Problem('already-member')
        const before = await openInvitationOf(tx, workspace, email)
        if (before && (await isOpen(tx, before))) throw new Problem('already-invited')
        await requireMinute(tx, workspace, email)
        await requirePlace(tx, workspace)
        // What cannot be answered is taken back, so that there is one open invitation of an email.
        if (before) await endInvitation(tx, before.id, 'revoked', clock.now())
        await insertInvitation(tx, {
          id,
          workspace_id: workspace,
          email,
          role,
          invited_by: by.user,
          created_at: clock.now(),
          ...columns,
        })
        await record(tx, by, row, {
          action: 'invitation.created',
          user: await tell(tx, workspace, email),
          after: { email, role },
        })
        return send(tx, id, linkOf(token), language)
      })
      return answer(id, token, result)
    },

    async resend(by: Caller, workspace: string, id: string, language: Language): Promise<NewInvitation> {
      const { token, columns } = renewed()
      const mailed = await transaction(db, async (tx) => {
        const row = await workspaces.lockFor(tx, by, workspace)
        const before = await openInvitationById(tx, id)
        if (before?.workspace_id !== workspace) throw new Problem('not-found')
        await requireMinute(tx, workspace, before.email)
        if (before.expires_at <= clock.now()) await requirePlace(tx, workspace)
        await renewInvitation(tx, id, { ...columns, invited_by: by.user, role: before.role })
        const user = await tell(tx, workspace, before.email)
        await record(tx, by, row, { action: 'invitation.resent', user, after: { email: before.email } })
        return send(tx, id, linkOf(token), language)
      })
      return answer(id, token, mailed)
    },

    async revoke(by: Caller, workspace: string, id: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await workspaces.lockFor(tx, by, workspace)
        const before = await openInvitationById(tx, id)
        if (before?.workspace_id !== workspace) throw new Problem('not-found')
        await endInvitation(tx, id, 'revoked', clock.now())
        const user = await tell(tx, workspace, before.email)
        await record(tx, by, row, { action: 'invitation.revoked', user, before: { email: before.email } })
      })
    },

    async show(token: string): Promise<OpenInvitation> {
      // An id is no secret: what it stands for is for the invited, once they are signed in.
      if (isId(token)) throw new Problem('invitation-over')
      const row = await find(token)
      const shown = await invitationShown(db, row.id, clock.now())
      if (!shown) throw new Problem('invitation-over')
      const { signUpByInvitation } = await settings.read()
      return {
        workspace: shown.workspaceName,
        email: row.email,
        role: row.role,
        invitedBy: shown.invitedBy,
        expiresAt: shown.expiresAt,
        hasAccount: (await accountOf(db, row.email)) !== null,
        mayUseSignUp: signUpByInvitation,
      }
    },

    async accept(by: Caller, tokenOrId: string): Promise<Workspace> {
      const found = await find(tokenOrId)
      await requireInvited(by, found, tokenOrId)
      await transaction(db, async (tx) => {
        const { row, workspace } = await lockOpen(tx, found)
        await join(tx, row, by.user, by.address, workspace.name)
      })
      return workspaces.show(by, found.workspace_id)
    },

    async decline(by: Caller, tokenOrId: string): Promise<void> {
      const found = await find(tokenOrId)
      await requireInvited(by, found, tokenOrId)
      await transaction(db, async (tx) => {
        const { row, workspace } = await lockOpen(tx, found)
        await endInvitation(tx, row.id, 'declined', clock.now())
        await emit(tx, { kind: membershipsUpdated, subject: by.user, workspace: row.workspace_id, user: by.user })
        const after = { email: row.email }
        await record(tx, by, workspace, { action: 'invitation.declined', user: by.user, after })
      })
    },

    /** The link is no proof that the email is theirs: whoever invited was shown it too. */
    async signUp(token: string, body: z.output<typeof signUp>, source: LoginSource): Promise<NewLogin> {
      if (isId(token)) throw new Problem('invitation-over')
      const found = await find(token)
      if (!(await settings.read()).signUpByInvitation) throw new Problem('sign-up-off')
      if ((await accountOf(db, found.email)) !== null) throw new Problem('invitation-has-account')
      if (!differsFromAccount({ ...body, email: found.email }))
        throw new Problem('invalid-input', {
          errors: [{ path: 'body.password', code: 'same-as-account', message: 'must not be the email or username' }],
        })
      const passwordHash = await accounts.passwords.hash(body.password)
      return transaction(db, async (tx) => {
        const { row, workspace } = await lockOpen(tx, found)
        const { username, fullName } = body
        const made = { email: row.email, username, fullName, passwordHash, role: 'user' as const }
        const unproven = { ...made, isInvited: true, emailProven: false }
        const { id } = await accounts.create(tx, unproven, { user: null, address: source.address })
        await join(tx, row, id, source.address, workspace.name)
        return logins.begin(tx, id, source, 'sign-up')
      })
    },
  }
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

const record = (
  tx: Transaction<Tables>,
  by: Caller,
  { id, name }: { readonly id: string; readonly name: string },
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
) =>
  recordAudit(tx, { result: 'success', actor: by.user, address: by.address, subject: id, workspace: id, name, ...what })
