/** Everybody's accounts, for administrators (1.1). */
import { z } from 'zod'
import { description, email, fullName, password, siteRole, username } from './accounts.ts'
import { addressList } from './addresses.ts'
import { endpoint } from './endpoint.ts'
import { differsFromAccount } from './setup.ts'
import { id, idParams, listQuery, page, sortBy, time } from './shapes.ts'

export const user = z.object({
  id,
  email: z.string(),
  username: z.string(),
  fullName: z.string(),
  description: z.string(),
  role: siteRole,
  active: z.boolean(),
  requirePasswordChange: z.boolean(),
  allowedClientIps: z.array(z.string()),
  twoFactor: z.boolean(),
  createdAt: time,
  lastSignInAt: time.nullable(),
  workspaces: z.array(z.object({ id, name: z.string(), role: z.enum(['admin', 'member']) })),
  /** Active ones that they can start sessions in. */
  projects: z.array(z.object({ id, name: z.string(), example: z.boolean() })),
  /** Resource policies that they act under in the console, one for each workspace, each named once. */
  policies: z.array(z.string()),
})
export type User = z.infer<typeof user>

const notTheAccount = { path: ['password'], params: { code: 'same-as-account' }, error: 'same-as-account' }

export const newUser = z
  .strictObject({
    email,
    username,
    fullName: fullName.default(''),
    /** None: the user signs in by another way, or gets one later. */
    password: password.optional(),
    description: description.default(''),
    role: siteRole.default('user'),
    requirePasswordChange: z.boolean().default(false),
    allowedClientIps: addressList.default([]),
  })
  .refine((value) => differsFromAccount({ ...value, password: value.password ?? '\0' }), notTheAccount)

export const userChanges = z.strictObject({
  username: username.optional(),
  fullName: fullName.optional(),
  password: password.optional(),
  description: description.optional(),
  role: siteRole.optional(),
  requirePasswordChange: z.boolean().optional(),
  allowedClientIps: addressList.optional(),
})

/** Columns of an import file, in the order of its template. */
export const importColumns = ['email', 'username', 'fullName', 'password', 'role', 'description'] as const

export const userSorts = ['email', 'username', 'fullName', 'role', 'createdAt', 'lastSignInAt'] as const
export const userFilters = {
  active: z.enum(['true', 'false']).optional(),
  email: z.string().max(64).optional(),
  username: z.string().max(64).optional(),
  fullName: z.string().max(64).optional(),
  role: siteRole.optional(),
  twoFactor: z.enum(['true', 'false']).optional(),
}

export const users = {
  list: endpoint({
    method: 'GET',
    path: '/users',
    summary: 'Users, with filters by column',
    access: 'superadmin',
    query: z.strictObject({ ...listQuery, ...userFilters, sort: sortBy(userSorts) }),
    response: page(user),
  }),
  create: endpoint({
    method: 'POST',
    path: '/users',
    summary: 'Create a user',
    access: 'superadmin',
    byPerson: true,
    body: newUser,
    response: user,
    status: 201,
  }),
  show: endpoint({
    method: 'GET',
    path: '/users/{id}',
    summary: 'One user',
    access: 'superadmin',
    params: idParams,
    response: user,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/users/{id}',
    summary: 'Change a user; the email never changes',
    access: 'superadmin',
    byPerson: true,
    params: idParams,
    body: userChanges,
    response: user,
    problems: ['not-found', 'last-superadmin', 'not-yourself'],
  }),
  holdings: endpoint({
    method: 'GET',
    path: '/users/{id}/holdings',
    summary: 'What deactivating this user would cut',
    access: 'superadmin',
    params: idParams,
    response: z.object({
      loginSessions: z.number().int(),
      openTerminals: z.number().int(),
      /** Pairs of keys that programs could act with. */
      credentials: z.number().int(),
      computeSessions: z.array(z.object({ id, name: z.string(), status: z.string() })),
      /** Shared ones that nobody else who is active administers. */
      workspacesWithoutAdmin: z.array(z.object({ id, name: z.string() })),
    }),
    problems: ['not-found'],
  }),
  deactivate: endpoint({
    method: 'POST',
    path: '/users/{id}/deactivate',
    summary: 'End everything this user is signed in with; with terminateSessions also what they run',
    access: 'superadmin',
    byPerson: true,
    params: idParams,
    body: z.strictObject({ terminateSessions: z.boolean() }),
    response: user,
    problems: ['not-found', 'last-superadmin', 'not-yourself'],
  }),
  reactivate: endpoint({
    method: 'POST',
    path: '/users/{id}/reactivate',
    summary: 'Let this user sign in again',
    access: 'superadmin',
    byPerson: true,
    params: idParams,
    response: user,
    problems: ['not-found'],
  }),
  resetTwoFactor: endpoint({
    method: 'POST',
    path: '/users/{id}/two-factor/reset',
    summary: 'Remove a user’s second factor; the user is told',
    access: 'superadmin',
    byPerson: true,
    params: idParams,
    response: user,
    problems: ['not-found'],
  }),
  unlock: endpoint({
    method: 'POST',
    path: '/users/{id}/unlock',
    summary: 'Forget the failed attempts counted against this account',
    access: 'superadmin',
    byPerson: true,
    params: idParams,
    response: 'none',
    problems: ['not-found'],
  }),
  import: endpoint({
    method: 'POST',
    path: '/users/import',
    summary: 'Create users from CSV, all or none; with dryRun only says which rows are bad',
    access: 'superadmin',
    byPerson: true,
    body: z.strictObject({ csv: z.string().max(900_000), dryRun: z.boolean() }),
    response: z.object({
      created: z.number().int(),
      rows: z.array(
        z.object({
          line: z.number().int(),
          email: z.string(),
          username: z.string(),
          fullName: z.string(),
          role: z.string(),
          errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
        }),
      ),
    }),
    problems: ['import-refused'],
  }),
  export: endpoint({
    method: 'GET',
    path: '/users/export.csv',
    summary: 'The rows that the filters show, as CSV',
    access: 'superadmin',
    query: z.strictObject({
      ...userFilters,
      q: listQuery.q,
      sort: sortBy(userSorts),
      /** Names with commas; all when not given. */
      columns: z.string().max(300).optional(),
      filename: z.string().min(1).max(255).optional(),
    }),
    response: 'stream',
  }),
}
