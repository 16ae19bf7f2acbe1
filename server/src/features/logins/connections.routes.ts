import type { connections } from '@berth/contract/logins.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { Connections } from './connections.service.ts'

export const connectionRoutes = (service: Connections): Handlers<typeof connections> => ({
  begin: ({ body, clientIp }) => service.begin(body.client, clientIp),
  collect: ({ body, clientIp }) => service.collect(body.deviceCode, clientIp),
  show: ({ params }) => service.show(params.userCode),
  answer: ({ caller, params, body }) => service.answer(caller, params.userCode, body.approve),
})
