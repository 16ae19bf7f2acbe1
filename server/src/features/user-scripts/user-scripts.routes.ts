import type { userScripts } from '@berth/contract/user-scripts.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { UserScripts } from './user-scripts.service.ts'

export const userScriptRoutes = (service: UserScripts): Handlers<typeof userScripts> => ({
  list: ({ caller }) => service.list(caller),
  show: ({ caller, params }) => service.show(caller, params.name),
  save: ({ caller, params, body }) => service.save(caller, params.name, body.content),
  remove: ({ caller, params }) => service.remove(caller, params.name),
  showBootstrap: ({ caller }) => service.showBootstrap(caller),
  saveBootstrap: ({ caller, body }) => service.saveBootstrap(caller, body.content),
  removeBootstrap: ({ caller }) => service.removeBootstrap(caller),
})
