import { defaultResourceGroup } from '@berth/contract/resource-group-names.ts'
import { createHash } from 'node:crypto'
import type { sessionCreateBody } from '@berth/contract/sessions.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { Request } from './admission.ts'
import type { Ask } from './admit-sessions.ts'
import type { SessionsDeps } from '../sessions.service.ts'
import type { Viewer } from '../sessions.views.ts'

export type SessionBody = (typeof sessionCreateBody)['_zod']['output']

/** What somebody asks for, with everything that can be found out before a decision. */
export async function askOf(
  { database, nodes, projects, environments, mounts, engine }: SessionsDeps,
  viewer: Viewer,
  body: SessionBody,
  idempotencyKey: string | null,
): Promise<Ask> {
  const unknown = (path: string, message: string) =>
    new Problem('invalid-input', { errors: [{ path, code: 'unknown', message }] })
  if (!(await environments.isOffered(null, body.environment)))
    throw unknown('body.environment', 'is no environment of this site')
  const project = await projects.resolve(null, viewer, body.project)
  if (body.resourceGroup !== defaultResourceGroup && !(await nodes.group(database.prepared, body.resourceGroup)))
    throw unknown('body.resourceGroup', 'is no resource group of this site')
  const claim = {
    user: viewer.user,
    workspace: project.workspace,
    project: project.id,
    credential: viewer.credential ?? null,
  }
  return {
    claim,
    mounts: await mounts.resolve(claim, body.mounts, viewer.workspace),
    engine: engine.kind,
    body,
    request: requestOf(body),
    idempotency: idempotencyKey === null ? null : { key: scopedKey(viewer, idempotencyKey), hash: hashOf(body) },
  }
}

type Wanted = Pick<SessionBody, 'resources' | 'containers'> & Partial<Pick<SessionBody, 'timeLimit' | 'startsAt'>>

export const requestOf = ({ resources, containers, timeLimit, startsAt }: Wanted): Request => ({
  amounts: {
    cpuTenths: Math.round(resources.cpu * 10),
    memory: resources.memory,
    gpus: resources.gpu,
    gpuShareTenths: Math.round(resources.gpuShares * 10),
  },
  containers,
  timeLimit: timeLimit ?? null,
  startsAt: startsAt === undefined ? null : new Date(startsAt),
})

/**
 * Each credential has keys of its own, else a program would be answered with what another one made in a workspace that
 * is none of its business. Keys have no spaces, so no key of a person is one of a program.
 */
const scopedKey = ({ credential }: Viewer, key: string) =>
  credential === undefined || credential === null ? key : `${credential} ${key}`

/** The same body gives the same text: it was parsed, so its fields are in the contract's order. */
const hashOf = (body: SessionBody) => createHash('sha256').update(JSON.stringify(body)).digest('base64url')
