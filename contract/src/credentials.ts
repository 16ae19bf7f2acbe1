/** Credentials (3.1): a pair of keys by which programs act for a user in one workspace. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { policyLimits, policyName } from './policies.ts'
import { exportQuery, id, line, listQuery, page, sortBy, time } from './shapes.ts'

export const accessKey = z.string().regex(/^BKEY[A-Z0-9]{16}$/, { error: 'BKEY and 16 capital letters or digits' })
export const secretKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{66}$/)
export const credentialLabel = line(0, 64)

/** Requests in 15 minutes; null is unlimited. */
export const rateLimit = z.number().int().min(1).max(50_000).nullable()
export const rateWindowSeconds = 900

export const credential = z.object({
  accessKey: z.string(),
  label: z.string(),
  user: id,
  userName: z.string(),
  userEmail: z.string(),
  workspace: id,
  workspaceName: z.string(),
  policy: z.string(),
  active: z.boolean(),
  /** The one that the console acts under; it has no secret. */
  main: z.boolean(),
  rateLimit: z.number().int().nullable(),
  createdAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  lastUsedAt: time.nullable(),
  lastUsedFrom: z.string().nullable(),
  /** Requests served, up to a minute ago. */
  requests: z.number().int(),
  /** Live compute sessions that were started with it. */
  sessions: z.number().int(),
  /** Those of its policy. */
  limits: policyLimits.pick({ cpu: true, memory: true, gpu: true, gpuShares: true, concurrentSessions: true }),
  /** The ETag, without its quotes, for `If-Match` where it was read in a list. */
  version: z.string(),
})
export type Credential = z.infer<typeof credential>

export const newCredential = z.strictObject({
  label: credentialLabel.default(''),
  /** Not said: the one that the caller acts in. */
  workspace: id.optional(),
  /** Only administrators of the site choose another than `default`. */
  policy: policyName.optional(),
  expiresAt: time.nullable().optional(),
})

export const credentialChanges = z.strictObject({
  label: credentialLabel.optional(),
  /** For administrators of the site, like the rate limit. */
  policy: policyName.optional(),
  rateLimit: rateLimit.optional(),
})

/** Ready to copy; addresses are the server's own. */
export const configuration = z.object({ hocon: z.string(), jupyter: z.string(), cli: z.string() })
export type Configuration = z.infer<typeof configuration>

const part = z
  .string()
  .max(64)
  .refine((text) => !text.includes('\0'), { error: 'must not contain NUL' })
  .optional()

export const credentialSorts = ['createdAt', 'lastUsedAt', 'label', 'policy', 'user', 'workspace'] as const
export const credentialFilters = {
  /** `me`: your own; `all`: everyone’s for administrators, those of their workspaces for a workspace’s admins. */
  owner: z.enum(['me', 'all']).default('me'),
  active: z.enum(['true', 'false']).optional(),
  main: z.enum(['true', 'false']).optional(),
  user: id.optional(),
  workspace: id.optional(),
  policy: policyName.optional(),
  /** Used then or after. */
  usedSince: time.optional(),
  /** Last used before then, or never. */
  notUsedSince: time.optional(),
  /** A part of the email or a name of its user. */
  person: part,
  /** A part of the name of its workspace. */
  workspaceName: part,
  /** A part of the label or of the access key. */
  label: part,
}

/** Of an export. */
export const credentialColumns = [
  'accessKey',
  'label',
  'email',
  'username',
  'workspace',
  'policy',
  'active',
  'main',
  'rateLimit',
  'sessions',
  'createdAt',
  'expiresAt',
  'revokedAt',
  'lastUsedAt',
  'lastUsedFrom',
  'requests',
] as const
export type CredentialColumn = (typeof credentialColumns)[number]

const byKey = z.strictObject({ accessKey })

export const credentials = {
  list: endpoint({
    method: 'GET',
    path: '/credentials',
    summary: 'Credentials, never their secrets',
    access: 'login',
    query: z.strictObject({ ...listQuery, ...credentialFilters, sort: sortBy(credentialSorts) }),
    response: page(credential),
  }),
  create: endpoint({
    method: 'POST',
    path: '/credentials',
    summary: 'Create a credential of yours; the answer shows the secret once',
    access: 'login',
    byPerson: true,
    body: newCredential,
    response: z.object({ credential, secretKey: z.string(), configuration }),
    status: 201,
    problems: ['not-allowed', 'too-many-credentials'],
  }),
  show: endpoint({
    method: 'GET',
    path: '/credentials/{accessKey}',
    summary: 'One credential, with its ETag',
    access: 'login',
    params: byKey,
    response: credential,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/credentials/{accessKey}',
    summary: 'Change the label; administrators of the site also the policy and the rate limit',
    access: 'login',
    params: byKey,
    body: credentialChanges,
    response: credential,
    problems: ['not-found', 'not-allowed', 'changed-meanwhile', 'credential-revoked'],
  }),
  revoke: endpoint({
    method: 'POST',
    path: '/credentials/{accessKey}/revoke',
    summary: 'End it for good, at once, with every token derived from it',
    access: 'login',
    params: byKey,
    response: credential,
    problems: ['not-found', 'main-credential'],
  }),
  activate: endpoint({
    method: 'POST',
    path: '/credentials/{accessKey}/activate',
    summary: 'Let it be used again',
    access: 'superadmin',
    // One leaked key would bring others back that were shut off; shutting off is for programs too.
    byPerson: true,
    params: byKey,
    response: credential,
    problems: ['not-found', 'credential-revoked'],
  }),
  deactivate: endpoint({
    method: 'POST',
    path: '/credentials/{accessKey}/deactivate',
    summary: 'Refuse it until it is activated; tokens derived from it end for good',
    access: 'superadmin',
    params: byKey,
    response: credential,
    problems: ['not-found', 'main-credential', 'credential-revoked'],
  }),
  export: endpoint({
    method: 'GET',
    path: '/credentials/export.csv',
    summary: 'The credentials that the filters show, as CSV',
    access: 'superadmin',
    query: z.strictObject({ ...credentialFilters, q: listQuery.q, sort: sortBy(credentialSorts), ...exportQuery }),
    response: 'stream',
  }),
}

/** Programs that would rather present a token than the pair. */
export const tokens = {
  issue: endpoint({
    method: 'POST',
    path: '/auth/token',
    summary: 'A bearer token for the credential of this request (Basic); it ends with the credential',
    access: 'login',
    beforeReady: true,
    response: z.object({ token: z.string(), expiresAt: time }),
    problems: ['access-key-needed'],
  }),
}
