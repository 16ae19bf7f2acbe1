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

/**
 * What stands before the `@`: whose session it is and its name, which the next one of that name answers to as well; of
 * somebody else's, or where that is no plain word, its id.
 */
export const sshUser = (
  { id, owner, name }: { readonly id: string; readonly owner: string; readonly name: string },
  me: { readonly id: string; readonly username: string },
): string => (owner === me.id && /^[A-Za-z0-9][A-Za-z0-9._+@-]*$/.test(me.username) ? `${me.username}+${name}` : id)

type Place = Pick<SshServerAnswer, 'host' | 'port'>

/** The commands that open a shell in a session, and its files. */
export const sshCommand = ({ host, port }: Place, user: string): string =>
  `ssh ${port === 22 ? '' : `-p ${port} `}${user}@${host}`
export const sftpCommand = ({ host, port }: Place, user: string): string =>
  port === 22 ? `sftp ${user}@${host}` : `sftp -P ${port} ${user}@${host}`
