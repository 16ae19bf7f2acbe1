import type { resources } from '@berth/contract/resources.ts'
import { sessionColumns } from '@berth/contract/session-columns.ts'
import type { sessions } from '@berth/contract/sessions.ts'
import { attachment } from '../../platform/http/attachment.ts'
import { chosenColumns } from '../../platform/http/chosen-columns.ts'
import { databaseRead, shared, type Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import { logStream, type LogStreamDeps } from './log/log-stream.ts'
import type { Sessions } from './sessions.service.ts'

export interface SessionRouteDeps extends LogStreamDeps {
  readonly sessions: Sessions
  readonly clock: Clock
}

export const sessionRoutes = (deps: SessionRouteDeps): Handlers<typeof sessions> => ({
  list: databaseRead(({ caller, query }) => deps.sessions.list(caller, query)),
  export: async ({ caller, query: { columns, filename, ...filters } }) => ({
    type: 'text/csv; charset=utf-8',
    headers: {
      'content-disposition': attachment(
        filename ?? `sessions-${deps.clock.now().toISOString().slice(0, 10)}`,
        'csv',
        'sessions',
      ),
    },
    body: await deps.sessions.export(caller, filters, chosenColumns(columns, sessionColumns)),
  }),
  create: ({ caller, body, idempotencyKey }) => deps.sessions.create(caller, body, idempotencyKey),
  show: databaseRead(({ caller, params }) => deps.sessions.show(caller, params.id)),
  explain: ({ caller, body }) => deps.sessions.explain(caller, body),
  explainOne: ({ caller, params }) => deps.sessions.explainOne(caller, params.id),
  update: ({ caller, params, body }) => deps.sessions.update(caller, params.id, body),
  terminate: ({ caller, params }) => deps.sessions.terminate(caller, params.id),
  history: databaseRead(({ caller, params }) => deps.sessions.history(caller, params.id)),
  logs: async ({ caller, params, query }) => {
    await deps.sessions.show(caller, params.id)
    const { body, offset } = await logStream(deps, {
      caller,
      id: params.id,
      from: query.from,
      source: query.source,
      follow: query.follow === '1',
      places: query.places === '1',
    })
    const type = query.places === '1' ? 'application/octet-stream' : 'text/plain; charset=utf-8'
    return { type, headers: { 'log-offset': String(offset) }, body }
  },
})

export const resourceRoutes = (deps: { readonly sessions: Sessions }): Handlers<typeof resources> => ({
  report: shared(async ({ caller, query }) => {
    const report = await deps.sessions.resources(caller, query)
    if (report) return report
    throw new Problem('invalid-input', {
      errors: [{ path: 'query.resourceGroup', code: 'unknown', message: 'is no resource group of this site' }],
    })
  }),
})
