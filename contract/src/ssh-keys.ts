/** SSH keys (3.2): which public keys open a user's sessions, and which private one they find in them. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, line, time } from './shapes.ts'

export const sshKeyTypes = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
] as const
export type SshKeyType = (typeof sshKeyTypes)[number]
export const fewestRsaBits = 2048

/** Why a text is no key that could be taken: the codes of `errors` in the answer. Words: texts/ssh-key-faults.en.ts. */
export const sshKeyFaults = [
  'not-a-public-key',
  'several-lines',
  'private-key-here',
  'other-format',
  'options',
  'certificate',
  'type-not-accepted',
  'rsa-too-short',
  'damaged',
  'comment-not-accepted',
  'not-a-private-key',
  'public-key-here',
  'passphrase',
  'does-not-match',
] as const
export type SshKeyFault = (typeof sshKeyFaults)[number]

export const sshKey = z.object({
  id,
  name: z.string(),
  type: z.enum(sshKeyTypes),
  bits: z.number().int(),
  /** `SHA256:…`, as `ssh-keygen -l` shows it. */
  fingerprint: z.string(),
  comment: z.string(),
  /** One OpenSSH line. */
  publicKey: z.string(),
  /** Is the private half kept here, for the user's sessions? */
  privateKeyKept: z.boolean(),
  createdAt: time,
  lastUsedAt: time.nullable(),
})
export type SshKey = z.infer<typeof sshKey>

export const sshKeyName = line(1, 64)
export const longestPublicKey = 16_384
export const longestPrivateKey = 32_768

export const sshKeys = {
  list: endpoint({
    method: 'GET',
    path: '/me/ssh-keys',
    summary: 'Your SSH keys',
    access: 'login',
    response: z.object({ items: z.array(sshKey) }),
  }),
  add: endpoint({
    method: 'POST',
    path: '/me/ssh-keys',
    summary: 'Add a key of yours; a private half that comes with it is kept, encrypted, for your sessions',
    access: 'login',
    byPerson: true,
    body: z.strictObject({
      name: sshKeyName,
      publicKey: z.string().min(1).max(longestPublicKey),
      privateKey: z.string().max(longestPrivateKey).optional(),
    }),
    response: sshKey,
    status: 201,
    problems: ['ssh-key-known', 'too-many-ssh-keys'],
  }),
  generate: endpoint({
    method: 'POST',
    path: '/me/ssh-keys/generate',
    summary: 'Make a pair of keys; the answer shows both halves once',
    access: 'login',
    byPerson: true,
    body: z.strictObject({
      name: sshKeyName,
      type: z.enum(['ed25519', 'rsa']).default('ed25519'),
      /** Keep the private half too, encrypted, for your sessions. */
      keepPrivateKey: z.boolean().default(false),
    }),
    response: sshKey.extend({ privateKey: z.string() }),
    status: 201,
    problems: ['too-many-ssh-keys'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/me/ssh-keys/{id}',
    summary: 'Rename a key, or have its private half forgotten',
    access: 'login',
    params: idParams,
    body: z
      .strictObject({ name: sshKeyName.optional(), privateKeyKept: z.literal(false).optional() })
      .refine((changes) => Object.keys(changes).length > 0, { error: 'at least one change' }),
    response: sshKey,
    problems: ['not-found'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/me/ssh-keys/{id}',
    summary: 'Remove a key: it opens nothing any more, and its private half is forgotten',
    access: 'login',
    params: idParams,
    response: 'none',
    problems: ['not-found'],
  }),
}
