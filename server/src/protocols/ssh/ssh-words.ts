/** What people read in their terminal. SSH does not say in which language. */
import type { NamedSession } from '../../features/sessions/sessions.service.ts'

export const sshWords = {
  severalHolders: (session: string) =>
    `Several people have registered this key. Say whose session it is: USER+${session}@… as the session's page shows.`,
  noSession: (session: string) =>
    `There is no session named ${session} that this key opens. Its page in the console shows the command for it.`,
  severalSessions: (sessions: readonly NamedSession[]) =>
    [
      'Several sessions have this name. Take the id of one in its place:',
      ...sessions.map(({ id, project, status }) => `  ${id}  ${project}  ${status}`),
    ].join('\n'),
  notRunning: ({ name, status }: NamedSession) =>
    status === 'TERMINATED' || status === 'CANCELLED' || status === 'ERROR'
      ? `${name} has ended.`
      : `${name} is not running yet (${status}). Try again when it is.`,
  mustFirst: 'Sign in to the console first: it asks for a new password or for a second factor.',
  tooManyConnections: (most: number) => `You have ${most} SSH connections already.`,
  sessionEnded: 'The session has ended.',
  notAllowed: 'You may not be connected any more.',
  shutdown: 'The server is being restarted. The session goes on; connect again in a moment.',
  tooLong: 'A packet was longer than 35,000 bytes. Give longer commands as input: ssh … sh <FILE.',
  lost: 'The connection to the session was lost.',
  unavailable: (detail: string) => `The session does not answer: ${detail}.`,
  internal: 'Something went wrong on the server.',
} as const

/** For where a line is all there is. */
export const inOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, '; ').slice(0, 1000)

/** Of this program, on lines of its own; what is not plain text would be obeyed by the terminal. */
export const spoken = (text: string): string =>
  text
    .split('\n')
    .map((line) => `berth: ${line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?')}\r\n`)
    .join('')
