/** Compute sessions. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idle } from './idle.ts'
import { sessionMount, sessionMounts } from './session-mounts.ts'
import { defaultResourceGroup } from './resource-group-names.ts'
import { boundBy, limitedResources } from './resources.ts'
import { sessionReasons, sessionStatuses } from './session-states.ts'
import { exportQuery, id, idParams, line, listQuery, page, sortBy, time } from './shapes.ts'

export const GiB = 1024 ** 3
export const MiB = 1024 ** 2

export const sessionName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,62}[A-Za-z0-9]$/, {
  error: '4 to 64 letters, digits, "-", "_" and "."; the first and last a letter or digit',
})

export const sessionType = z.enum(['interactive', 'batch', 'service'])

export const servicePort = z.number().int().min(1).max(65_535)

/** Who may open the app of a service session; the others of a session are for its owner. */
export const sessionAudience = z.enum(['owner', 'project'])

export const resourcesAsked = z
  .strictObject({
    /** Cores, in steps of 0.1. */
    cpu: z.number().min(0.1).max(512).multipleOf(0.1),
    /** Bytes. */
    memory: z
      .number()
      .int()
      .min(64 * MiB)
      .max(1024 * GiB),
    gpu: z.number().int().min(0).max(64).default(0),
    gpuShares: z.number().min(0).max(256).multipleOf(0.1).default(0),
    /** Bytes of /dev/shm, counted within memory. */
    sharedMemory: z
      .number()
      .int()
      .min(0)
      .max(1024 * GiB)
      .default(64 * MiB),
  })
  .refine((asked) => asked.sharedMemory <= asked.memory, {
    path: ['sharedMemory'],
    error: 'must not be more than the memory',
  })

/** No NUL: it cannot be part of a program's environment or arguments. Half a character is no text either. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0'), { error: 'must not contain NUL' })
    .refine((value) => value.isWellFormed(), { error: 'must be well-formed Unicode' })

export const commandText = text(65_536)
export const environmentVariableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/)

export const environmentVariables = z
  .record(environmentVariableName, text(32_768))
  .refine((env) => Object.keys(env).length <= 200, { error: 'at most 200 variables' })

export const sessionCreateBody = z
  .strictObject({
    /** Empty makes one. */
    name: sessionName.optional(),
    /** Id or name of a project; the workspace's first when not given. */
    project: line(1, 64).optional(),
    type: sessionType,
    environment: line(1, 64).default('this-machine'),
    resourceGroup: line(1, 64).default(defaultResourceGroup),
    resources: resourcesAsked,
    /** Each gets the resources; their sum counts. */
    containers: z.number().int().min(1).max(100).default(1),
    mounts: sessionMounts.default([]),
    env: environmentVariables.default({}),
    /** Run by `/bin/sh -c`; required for batch and service. */
    command: commandText.optional(),
    /** Service: where the command listens, on the session's own 127.0.0.1; reached through the gateway. */
    port: servicePort.optional(),
    /** Service: who may open it. */
    audience: sessionAudience.optional(),
    /** The files and the bootstrap script that its owner wants in every session are left out of this one. */
    skipUserScripts: z.boolean().default(false),
    /** Batch: not before. */
    startsAt: time.optional(),
    /** Batch: seconds of running, then it is ended. */
    timeLimit: z.number().int().min(1).max(15_552_000).optional(),
  })
  .refine((body) => body.type === 'interactive' || (body.command ?? '').trim() !== '', {
    path: ['command'],
    error: 'required for a batch or service session',
  })
  .refine((body) => body.type !== 'interactive' || body.command === undefined, {
    path: ['command'],
    error: 'interactive sessions have no command',
  })
  .refine((body) => body.type === 'batch' || body.startsAt === undefined, {
    path: ['startsAt'],
    error: 'only batch sessions have a start time',
  })
  .refine((body) => body.type !== 'service' || body.port !== undefined, {
    path: ['port'],
    error: 'required for a service session',
  })
  .refine((body) => body.type === 'service' || (body.port === undefined && body.audience === undefined), {
    path: ['port'],
    error: 'only service sessions have a port and an audience',
  })
export type SessionCreate = z.input<typeof sessionCreateBody>

export const session = z.object({
  id,
  name: z.string(),
  project: id,
  projectName: z.string(),
  workspace: id,
  owner: id,
  ownerName: z.string(),
  credential: z.string().nullable(),
  type: sessionType,
  environment: z.string(),
  resourceGroup: z.string(),
  node: z.string().nullable(),
  /** How strong the isolation of this session is: `full` or `user` (4.8); null before it runs. */
  tier: z.string().nullable(),
  resources: z.object({
    cpu: z.number(),
    memory: z.number(),
    gpu: z.number(),
    gpuShares: z.number(),
    sharedMemory: z.number(),
  }),
  containers: z.number().int(),
  mounts: z.array(sessionMount),
  /** As its owner wants it shown: hidden values are `********`, and all are where there is too much of it. */
  env: z.record(z.string(), z.string()),
  command: z.string().nullable(),
  /** Of a service. */
  port: z.number().int().nullable(),
  audience: sessionAudience,
  startsAt: time.nullable(),
  timeLimit: z.number().int().nullable(),
  /** Seconds of running after which the policy ends it; null: never. */
  lifetime: z.number().int().nullable(),
  /** Higher goes first. */
  priority: z.number().int(),
  status: z.enum(sessionStatuses),
  reason: z.enum(sessionReasons).nullable(),
  result: z.enum(['success', 'failure']).nullable(),
  exitCode: z.number().int().nullable(),
  /** It runs, but not all went well: what its owner's bootstrap script ended with, in or out of its time. */
  warning: z
    .object({ code: z.enum(['bootstrap-failed', 'bootstrap-timeout']), exitCode: z.number().int().nullable() })
    .nullable(),
  skipUserScripts: z.boolean(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** While it runs: when it would be ended for want of use; null: never for that. */
  idle: idle.nullable(),
  /** While PENDING: its place, and when it may start as far as that can be told. */
  queue: z.object({ position: z.number().int(), estimate: time.nullable() }).nullable(),
})
export type Session = z.infer<typeof session>

/** What a request compares with one limit: `used` by what lives, `asked` on top of it, `max` allowed. */
const comparison = z.object({
  limit: boundBy,
  resource: z.enum(limitedResources),
  used: z.number(),
  asked: z.number(),
  /** Null is unlimited. */
  max: z.number().nullable(),
  ok: z.boolean(),
})
export type Comparison = z.infer<typeof comparison>

/** A limit that a request passes. */
export const violation = comparison.omit({ ok: true }).extend({ max: z.number() })

/** The largest request that would pass, each amount for one container. */
const largestRequest = z.object({
  cpu: z.number(),
  memory: z.number(),
  gpu: z.number(),
  gpuShares: z.number(),
  containers: z.number().int(),
  /** Seconds; null: any. */
  timeLimit: z.number().int().nullable(),
})

/** The whole evaluation of a request. */
export const explanation = z.object({
  verdict: z.enum(['starts', 'waits', 'refused']),
  /** Why it waits. */
  reason: z.enum(sessionReasons).nullable(),
  /** Every limit that was looked at. */
  comparisons: z.array(comparison),
  /** Those of them that refuse it. */
  violations: z.array(violation),
  /** Null: nothing would pass now. */
  largest: largestRequest.nullable(),
  queue: z.object({ position: z.number().int(), estimate: time.nullable() }).nullable(),
  /** Seconds of running after which it is ended by a policy; null: never. */
  lifetime: z.number().int().nullable(),
})
export type Explanation = z.infer<typeof explanation>

/** Only superadmins change the priority. */
const sessionChanges = z
  .strictObject({ name: sessionName.optional(), priority: z.number().int().min(-100).max(100).optional() })
  .refine((changes) => Object.keys(changes).length > 0, { error: 'at least one change' })

export const historyEntry = z.object({
  at: time,
  status: z.enum(sessionStatuses),
  reason: z.enum(sessionReasons).nullable(),
  /** Technical detail for who wants to look deeper; English. */
  detail: z.string().nullable(),
})

export const sessionSorts = ['createdAt', 'name', 'status'] as const
const sessionFilters = {
  /** `running` and `queued` are live; `finished` are not. */
  state: z.enum(['running', 'queued', 'finished']).optional(),
  project: id.optional(),
  owner: z.enum(['me', 'all']).default('me'),
}

export const sessions = {
  list: endpoint({
    method: 'GET',
    path: '/sessions',
    summary: 'Compute sessions: your own, or everyone’s for administrators',
    access: 'login',
    query: z.strictObject({ ...listQuery, ...sessionFilters, sort: sortBy(sessionSorts) }),
    response: page(session),
  }),
  export: endpoint({
    method: 'GET',
    path: '/sessions/export.csv',
    summary: 'The sessions that the filters show, as CSV: your own, or everyone’s for administrators',
    access: 'login',
    query: z.strictObject({ ...sessionFilters, q: listQuery.q, sort: sortBy(sessionSorts), ...exportQuery }),
    response: 'stream',
  }),
  create: endpoint({
    method: 'POST',
    path: '/sessions',
    summary: 'Start a compute session',
    access: 'login',
    body: sessionCreateBody,
    response: session,
    status: 201,
    idempotent: true,
    problems: ['quota-exceeded', 'name-taken', 'engine-unavailable', 'mount-refused', 'storage-host-refused'],
  }),
  explain: endpoint({
    method: 'POST',
    path: '/sessions/explain',
    summary: 'What would come of a request, and why: every limit, the largest that would pass, its place in the queue',
    access: 'login',
    body: sessionCreateBody,
    response: explanation,
    problems: ['engine-unavailable', 'mount-refused', 'storage-host-refused'],
  }),
  explainOne: endpoint({
    method: 'GET',
    path: '/sessions/{id}/explain',
    summary: 'Why a session waits: what it asks for against every limit, its place in the queue',
    access: 'login',
    params: idParams,
    response: explanation,
    problems: ['not-found', 'session-state'],
  }),
  show: endpoint({
    method: 'GET',
    path: '/sessions/{id}',
    summary: 'One compute session',
    access: 'login',
    params: idParams,
    response: session,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/sessions/{id}',
    summary: 'Rename a live session; administrators also change the priority of one that waits',
    access: 'login',
    params: idParams,
    body: sessionChanges,
    response: session,
    problems: ['not-found', 'not-allowed', 'name-taken', 'session-state'],
  }),
  terminate: endpoint({
    method: 'POST',
    path: '/sessions/{id}/terminate',
    summary: 'End a session: everything in it is stopped; repeating it changes nothing',
    access: 'login',
    params: idParams,
    response: session,
    status: 202,
    problems: ['not-found'],
  }),
  history: endpoint({
    method: 'GET',
    path: '/sessions/{id}/history',
    summary: 'Every state the session was in, when and why',
    access: 'login',
    params: idParams,
    response: z.object({ items: z.array(historyEntry) }),
    problems: ['not-found'],
  }),
  logs: endpoint({
    method: 'GET',
    path: '/sessions/{id}/logs',
    summary: 'Output of the session as text; with follow=1 it goes on until the session ends',
    access: 'login',
    params: idParams,
    query: z.strictObject({
      /** `bootstrap`: of the script that ran before, as long as that runs. */
      source: z.enum(['main', 'bootstrap']).default('main'),
      follow: z.enum(['0', '1']).default('0'),
      /** Bytes to skip; `Log-Offset` of the answer says where it really begins, since old output is dropped. */
      from: z.coerce.number().int().min(0).default(0),
      /**
       * What is hidden is shorter or longer than what is shown for it, so only the server knows up to where somebody has
       * read. With 1 the answer is pieces: 6 bytes where to go on after this one, 4 how many bytes it has (big endian).
       */
      places: z.enum(['0', '1']).default('0'),
    }),
    response: 'stream',
    problems: ['not-found'],
  }),
}
