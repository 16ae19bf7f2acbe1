/** What people read in their terminal. SSH does not say in which language. */
import type { NamedSession } from '../../features/sessions/sessions.service.ts'

export const sshWords = {
  severalHolders: (session: string) =>
    `Several people have registered this key. Say whose session it is: USER+${session}@… as the session's page shows.`,
  severalHoldersOfFolders:
    'Several people have registered this key. Say whose folders you mean: USER+folders@… with your user name.',
  noFoldersOf: (owner: string) => `This key does not open folders of ${owner}.`,
  filesOnly:
    'Storage folders have no shell, commands or forwarding: use sftp or scp. For a shell, connect to a session of yours.',
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
  shutdownOfFolders: 'The server is being restarted. Connect again in a moment.',
  folderEnded: 'Your right to this folder has ended or changed.',
  topOfFolders: 'Folders are made, renamed and removed in the console. Files go into one of them.',
  noFolder: 'You reach no folder of this name.',
  otherFolder: 'A file is moved within its folder. Copy it into another one.',
  isFolder: 'It is a folder.',
  isThere: 'Something is there already.',
  notEmpty: 'The folder is not empty.',
  badPath: 'This path has a name in it that is not kept.',
  notWhole: 'Not all of it could be written, so what was there before stays.',
  noLinks: 'No symbolic links are made here. Make them in a session.',
  noHandle: 'There is no such handle.',
  notOpenedSo: 'It was not opened for that.',
  tooManyHandles: (most: number) => `${most} files are open already.`,
  tooLong: 'A packet was longer than 35,000 bytes. Give longer commands as input: ssh … sh <FILE.',
  lost: 'The connection to the session was lost.',
  noSftp: 'What was sent is not SFTP.',
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
