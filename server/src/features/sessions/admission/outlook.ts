/** Where something is to be started, as the evaluator sees it, and what it says of sizes that nobody asked for yet. */
import { defaultResourceGroup } from '@berth/contract/resource-group-names.ts'
import type { Explanation } from '@berth/contract/sessions.ts'
import { evaluate, type Circumstances, type Request } from './admission.ts'
import { readLayers } from './admission.views.ts'
import { readGroup } from './decision.views.ts'
import type { SessionBody } from './create-session.ts'
import type { SessionsDeps } from '../sessions.service.ts'
import type { Viewer } from '../sessions.views.ts'

export interface Where {
  /** The first one of the viewer's when not said. */
  readonly project?: string | undefined
  readonly resourceGroup?: string | undefined
}

/** Of a session, whatever else it is. */
export type Size = Pick<SessionBody, 'resources' | 'containers'>

export type Outlook = Pick<Explanation, 'verdict' | 'reason' | 'violations'>

/** Null when there is no such group. */
export async function surroundings(
  deps: SessionsDeps,
  viewer: Viewer,
  { project, resourceGroup = defaultResourceGroup }: Where,
): Promise<{ around: Circumstances; fractionalGpus: boolean } | null> {
  const { projects, nodes, database, clock } = deps
  const [found, group] = await Promise.all([projects.resolve(null, viewer, project), nodes.group(null, resourceGroup)])
  if (!group) return null
  const claim = {
    user: viewer.user,
    workspace: found.workspace,
    project: found.id,
    credential: viewer.credential ?? null,
  }
  const now = clock.now()
  const [layers, { hardware, ahead, fractionalGpus }] = await Promise.all([
    readLayers(database.db, [claim], now),
    readGroup(database.db, deps, resourceGroup, now),
  ])
  return { around: { layers: layers.of(claim).layers, hardware, ahead, now }, fractionalGpus }
}

export function outlookOf(request: Request, around: Circumstances): Outlook {
  const verdict = evaluate(request, around)
  return {
    verdict: verdict.kind,
    reason: verdict.kind === 'waits' ? verdict.reason : null,
    violations: verdict.kind === 'refused' ? [...verdict.violations] : [],
  }
}
