import type { apps as endpoints } from '@berth/contract/apps.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { Apps } from './apps.service.ts'

export const appRoutes = ({ apps }: { readonly apps: Apps }): Handlers<typeof endpoints> => ({
  list: ({ caller, params }) => apps.list(caller, params.id),
  open: ({ caller, params, body }) => apps.open(caller, params.id, params.app, body.path),
})
