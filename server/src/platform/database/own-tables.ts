import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * What a store asks its database through: only the slice's own tables compile.
 *
 *     const own = ownTables<'users'>()
 *     own(db).selectFrom('users')
 *
 * A parameter of type `Kysely<Pick<Tables, 'users'>>` would say the same, but Kysely is invariant in its tables, so no
 * caller's database or transaction would fit it.
 */
export const ownTables =
  <Name extends keyof Tables>() =>
  (db: Kysely<Tables>) =>
    db as unknown as Kysely<Pick<Tables, Name>>
