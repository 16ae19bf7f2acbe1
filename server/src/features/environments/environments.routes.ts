import type { environments } from '@berth/contract/environments.ts'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Environments } from './environments.service.ts'

export const environmentRoutes = (deps: { readonly environments: Environments }): Handlers<typeof environments> => ({
  list: shared(async ({ query }) => {
    const after = query.cursor === undefined ? '' : String(decodeCursor(query.cursor, 1)[0])
    const wanted = (query.q ?? '').toLowerCase()
    const found = deps.environments
      .all()
      .filter(({ name, title }) => name > after && `${name}\n${title}`.toLowerCase().includes(wanted))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return pageOf(
      found,
      query.limit,
      (environment) => environment,
      (environment) => [environment.name],
    )
  }),
})
