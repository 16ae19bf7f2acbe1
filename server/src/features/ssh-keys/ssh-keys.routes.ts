import type { sshKeys } from '@berth/contract/ssh-keys.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { SshKeys } from './ssh-keys.service.ts'

export const sshKeyRoutes = (service: SshKeys): Handlers<typeof sshKeys> => ({
  list: ({ caller }) => service.list(caller),
  add: ({ caller, body }) => service.add(caller, body),
  generate: ({ caller, body }) => service.generate(caller, body),
  update: ({ caller, params, body }) => service.update(caller, params.id, body),
  remove: ({ caller, params }) => service.remove(caller, params.id),
})
