import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Account } from '../accounts/accounts.service.ts'
import { defaultWorkspace, insertMember, insertPersonal, isMember } from './workspaces.store.ts'

export function createWorkspaces({ db }: { db: Kysely<Tables> }) {
  return {
    /** A new user gets a personal workspace and joins the shared one that every site starts with. */
    async welcome(tx: Transaction<Tables>, user: Account): Promise<void> {
      const personal = uuidv7()
      await insertPersonal(tx, personal, user.username, user.id)
      await insertMember(tx, personal, user.id, 'admin')
      await insertMember(tx, defaultWorkspace, user.id, user.role === 'superadmin' ? 'admin' : 'member')
    },

    isMember: (workspace: string, user: string) => isMember(db, workspace, user),
  }
}
