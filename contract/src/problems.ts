/**
 * Every way in which the API says no. A problem's code is the slug in `type` of the RFC 9457 answer; its parameters
 * travel as members of the answer, so that any client can say it in its own words. Texts: texts/problems.en.ts.
 */
import type { LimitedResource } from './resources.ts'

const problem = <Params extends object = Record<never, never>>(status: number) => ({ status }) as Definition<Params>

interface Definition<Params> {
  readonly status: number
  /** Carries the parameters' type; never set. */
  readonly params?: Params
}

/** One thing wrong with an input: where (`body.resources.cpu`), a stable code, and a sentence. */
export interface InputError {
  readonly path: string
  readonly code: string
  readonly message: string
}

/** The largest request that would pass, each amount for one container; seconds, null for any. */
export interface LargestRequest {
  readonly cpu: number
  readonly memory: number
  readonly gpu: number
  readonly gpuShares: number
  readonly containers: number
  readonly timeLimit: number | null
}

/** One limit that a request passes; amounts in bytes, cores, seconds or pieces. */
export interface Violation {
  readonly limit: 'credential' | 'user' | 'project' | 'hardware'
  readonly resource: LimitedResource
  readonly used: number
  readonly asked: number
  readonly max: number
}

/** What uses a policy: a credential, and whose it is. */
/**
 * Why a path in a folder is refused. `outside`: a symbolic link leads out of the folder; `links`: too many of them, one
 * to the next; `link`: only reading follows one; `name`: not one that is kept; `permission`: of the file on disk.
 */
export type PathRefusal =
  | 'outside'
  | 'links'
  | 'link'
  | 'name'
  | 'too-deep'
  | 'changing'
  | 'permission'
  | 'within-itself'

export interface PolicyUse {
  readonly credential: string
  readonly label: string
  readonly user: string
  /** Whether the user is. */
  readonly active: boolean
}

export const problems = {
  // what every endpoint can answer
  'invalid-input': problem<{ errors: readonly InputError[] }>(400),
  'malformed-json': problem<{ line: number; column: number }>(400),
  'unsupported-media-type': problem<{ expected: string }>(415),
  'body-too-large': problem<{ limit: number }>(413),
  'not-found': problem(404),
  'no-such-route': problem<{ method: string; path: string }>(404),
  'not-signed-in': problem(401),
  'not-allowed': problem(403),
  'cross-origin': problem(403),
  'too-many-requests': problem<{ retryAfter: number }>(429),
  internal: problem(500),
  unavailable: problem<{ retryAfter: number }>(503),
  /** A credential made more requests in its window than it may. */
  'rate-limited': problem<{ limit: number; window: number; retryAfter: number }>(429),
  /** `If-Match` named another version than there is. */
  'changed-meanwhile': problem(412),
  // set-up and sign-in
  'set-up-done': problem(409),
  'set-up-token-wrong': problem(403),
  'invalid-credentials': problem(401),
  'sign-in-request-expired': problem(410),
  /** The password was right; a code of the second factor is needed too. */
  'otp-required': problem(401),
  // accounts
  'wrong-password': problem(403),
  'wrong-code': problem(403),
  'two-factor-on': problem(409),
  'two-factor-off': problem(409),
  'two-factor-not-started': problem(409),
  'two-factor-required': problem(409),
  'password-change-required': problem(403),
  'second-factor-set-up-required': problem(403),
  'own-address-left-out': problem<{ clientIp: string }>(409),
  'last-superadmin': problem(409),
  'not-yourself': problem(409),
  'import-refused': problem<{ bad: number }>(409),
  'passkey-refused': problem(400),
  'too-many-passkeys': problem<{ limit: number }>(409),
  /** The identity provider, or what came from it, did not say who somebody is. */
  'identity-refused': problem(401),
  'identity-provider-unreachable': problem(503),
  'email-not-verified': problem(403),
  /** There is an account with this email, and only its owner may join it with the identity. */
  'identity-not-linked': problem(403),
  'identity-in-use': problem(409),
  'last-way-in': problem(409),
  'login-cannot-be-extended': problem(409),
  // credentials and policies
  /** What only the pair of keys itself can ask for. */
  'access-key-needed': problem(409),
  /** What is about a login, asked with a credential. */
  'no-login': problem(409),
  'not-by-credential': problem(403),
  'main-credential': problem(409),
  'credential-revoked': problem(409),
  'too-many-credentials': problem<{ limit: number }>(409),
  'ssh-key-known': problem(409),
  'too-many-ssh-keys': problem<{ limit: number }>(409),
  'too-many-config-scripts': problem<{ limit: number }>(409),
  /** Bytes; `free` is what the others leave. */
  'config-scripts-too-large': problem<{ limit: number; asked: number; free: number }>(409),
  'config-script-in-the-way': problem<{ name: string }>(409),
  'policy-in-use': problem<{ count: number; usedBy: readonly PolicyUse[] }>(409),
  'default-policy': problem(409),
  // workspaces and projects
  'last-workspace-admin': problem(409),
  'personal-workspace': problem(409),
  'already-member': problem(409),
  'already-invited': problem(409),
  /** Used, taken back, too old, or never there. */
  'invitation-over': problem(410),
  'invitation-for-another': problem(403),
  'invitation-has-account': problem(409),
  'sign-up-off': problem(403),
  'group-everyone': problem(409),
  // sessions
  'too-many-presets': problem<{ limit: number }>(409),
  'too-many-templates': problem<{ limit: number }>(409),
  /** By a live session of the caller's, or a folder that they, or others who would reach it, can reach. */
  'name-taken': problem<{ name: string; of?: 'folder' }>(409),
  /** `largest`: what would pass instead; null when nothing does. */
  'quota-exceeded': problem<{ violations: readonly Violation[]; largest: LargestRequest | null }>(409),
  'session-state': problem<{ action: string; state: string }>(409),
  'no-such-terminal': problem(404),
  'too-many-terminals': problem<{ limit: number }>(409),
  'engine-unavailable': problem<{ engine: string; remedy: string }>(503),
  /** `output`: the last of what it said; hostile text. */
  'app-failed': problem<{ app: string; why: 'ended' | 'no-answer'; exitCode: number | null; output: string }>(409),
  /** Sessions are reached, but their apps have no host names of their own. */
  'no-apps-address': problem(409),
  'built-in-environment': problem(409),
  'environment-in-use': problem<{ count: number }>(409),
  // folders
  /** A live session has it mounted; the first of them. */
  'folder-in-use': problem<{ session: string; name: string; count: number }>(409),
  'folder-state': problem<{ state: string }>(409),
  'storage-host-refused': problem<{ host: string; why: 'policy' | 'project' | 'unavailable' | 'engine' }>(409),
  'group-folders-off': problem(409),
  'too-many-shares': problem<{ limit: number }>(409),
  /** A session asked for more of a folder than its owner was given. */
  'mount-refused': problem<{ folder: string; why: 'unknown' | 'read-only' | 'trashed' | 'unavailable' | 'engine' }>(
    409,
  ),
  // files in folders
  'folder-read-only': problem<{ folder: string }>(403),
  /** Bytes. */
  'folder-full': problem<{ capacity: number; used: number }>(507),
  'no-such-file': problem<{ path: string }>(404),
  'file-exists': problem<{ path: string }>(409),
  'not-a-folder': problem<{ path: string }>(409),
  'not-a-file': problem<{ path: string }>(409),
  'path-refused': problem<{ path: string; why: PathRefusal }>(409),
  /** Of a directory, for being listed in that order. */
  'too-many-entries': problem<{ limit: number; sort: 'name' | 'size' | 'modifiedAt' }>(409),
  'range-refused': problem<{ size: number }>(416),
  'too-many-uploads': problem<{ limit: number }>(409),
  'upload-version': problem<{ supported: string }>(412),
  /** Ended, given up, or too old. */
  'upload-over': problem(410),
  'upload-offset': problem<{ offset: number }>(409),
  /** Another request is writing it. */
  'upload-locked': problem(423),
  'upload-checksum': problem(460),
} as const

export type ProblemCode = keyof typeof problems
export type ProblemParams<C extends ProblemCode> = (typeof problems)[C] extends Definition<infer P> ? P : never

/** The body of every answer that is not a success (`application/problem+json`). */
export interface ProblemBody {
  readonly type: ProblemCode
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly requestId: string
  readonly [param: string]: unknown
}
