/** The SSH server (4.6): where it is, and by what it is known. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const sshServerAnswer = z.object({
  /** False: there is none, or it could not listen. */
  enabled: z.boolean(),
  host: z.string(),
  port: z.number().int(),
  hostKeys: z.array(
    z.object({
      type: z.string(),
      /** `SHA256:…`, as `ssh` shows it at the first connection. */
      fingerprint: z.string(),
      /** Type and key as in `known_hosts`. */
      publicKey: z.string(),
    }),
  ),
})
export type SshServerAnswer = z.infer<typeof sshServerAnswer>

export const sshServer = {
  show: endpoint({
    method: 'GET',
    path: '/ssh',
    summary: 'Where sessions are reached by SSH and SFTP, and the keys by which that server is known',
    access: 'login',
    response: sshServerAnswer,
  }),
}

/** The command that opens a shell in a session. */
export const sshCommand = ({ host, port }: Pick<SshServerAnswer, 'host' | 'port'>, session: string): string =>
  `ssh ${port === 22 ? '' : `-p ${port} `}${session}@${host}`
