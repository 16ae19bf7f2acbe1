import type { apps as endpoints } from '@berth/contract/apps.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { Apps } from './apps.service.ts'

export const appRoutes = ({ apps }: { readonly apps: Apps }): Handlers<typeof endpoints> => ({
  list: ({ caller, params, headers }) => apps.list(caller, hostOf(headers), params.id),
  open: ({ caller, params, body, headers }) => apps.open(caller, hostOf(headers), params.id, params.app, body.path),
  address: async () => apps.addressState(),
})

const hostOf = ({ host = '' }: Readonly<Record<string, string | string[] | undefined>>) => [host].flat().join()
