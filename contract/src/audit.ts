/** The audit log's vocabulary (8.4). An action, once released, keeps its name: old rows hold it. */
export const auditActions = [
  'sign-in',
  'sign-out',
  'login.revoked',
  'proof',
  'user.created',
  'user.updated',
  'user.deactivated',
  'user.reactivated',
  'user.unlocked',
  'password.changed',
  'two-factor.enabled',
  'two-factor.disabled',
  'two-factor.reset',
  'recovery-code.used',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'identity.linked',
  'identity.removed',
  'settings.updated',
  'users.exported',
  'credential.created',
  'credential.updated',
  'credential.activated',
  'credential.deactivated',
  'credential.revoked',
  'credentials.exported',
  'token.issued',
  'policy.created',
  'policy.updated',
  'policy.deleted',
  'policies.exported',
] as const
export type AuditAction = (typeof auditActions)[number]

/** Ways to sign in. */
export const loginMethods = ['password', 'passkey', 'oidc', 'connection', 'set-up', 'access-key'] as const
export type LoginMethod = (typeof loginMethods)[number]

/** Why an attempt to sign in was refused; who tried is told less. */
export const refusals = [
  'locked-out',
  'unknown-user',
  'wrong-password',
  'wrong-passkey',
  'wrong-identity',
  'inactive',
  'address-not-allowed',
  'second-factor-missing',
  'second-factor-wrong',
] as const
export type Refusal = (typeof refusals)[number]
