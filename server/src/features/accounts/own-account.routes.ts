import type { myAccount } from '@berth/contract/my-account.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { OwnAccount } from './own-account.ts'

type Mine = Pick<Handlers<typeof myAccount>, 'update' | 'changePassword'>

export const ownAccountRoutes = (own: OwnAccount): Mine => ({
  update: ({ caller, body }) => own.update(caller, body),
  changePassword: ({ caller, body }) => own.changePassword(caller, body),
})
