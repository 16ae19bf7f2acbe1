import type { Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { accessRow } from './folder-access.views.ts'
import { mayKnowOf, mayManage } from './folders.policy.ts'
import { lockFolder } from './folders.store.ts'

/** A folder, locked, for who may decide about it: the owner of a user's, administrators of a group's; either may throw it away. */
export async function lockToManage(tx: Transaction<Tables>, by: Caller, id: string) {
  const row = await lockFolder(tx, id)
  const access = await accessRow(tx, by, id)
  if (!row || !access || !mayKnowOf(access, by)) throw new Problem('not-found')
  if (!mayManage(access, by)) throw new Problem('not-allowed')
  return row
}
