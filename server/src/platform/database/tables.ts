/**
 * Every table of the database by name, for Kysely. It is empty here, since the platform knows nothing of the product:
 * the owner of a table adds it from its own `<noun>.tables.ts`:
 *
 *     declare module '../../platform/database/tables.ts' {
 *       interface Tables {
 *         users: UsersTable
 *       }
 *     }
 *
 * A store asks through `ownTables` (own-tables.ts), so that a query on another slice's table does not compile.
 */
export interface Tables {}
