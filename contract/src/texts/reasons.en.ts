/** States of a compute session, and why it is in them: what happened, and the next step where there is one. */
import type { SessionReason, SessionStatus } from '../session-states.ts'

export interface ReasonTexts {
  readonly statuses: Readonly<Record<SessionStatus, string>>
  readonly reasons: Readonly<Record<SessionReason, { text: string; next: string }>>
}

export const reasonsEn: ReasonTexts = {
  statuses: {
    PENDING: 'Pending',
    SCHEDULED: 'Scheduled',
    PREPARING: 'Preparing',
    RUNNING: 'Running',
    TERMINATING: 'Terminating',
    TERMINATED: 'Terminated',
    CANCELLED: 'Cancelled',
    ERROR: 'Error',
  },
  reasons: {
    asked: { text: 'The session was asked for.', next: '' },
    'waiting-for-resources': {
      text: 'It waits for free resources.',
      next: 'It starts by itself when sessions before it end. A smaller request may start sooner.',
    },
    'waiting-for-limit': {
      text: 'It waits for other sessions to end, since a limit counts them together.',
      next: 'It starts by itself when enough of them have ended. End one of them to start it sooner.',
    },
    'waiting-for-start-time': { text: 'It waits for its start time.', next: '' },
    'waiting-for-engine': {
      text: 'No machine can start sessions at the moment.',
      next: 'It starts by itself when the machine is back. If this lasts, tell an administrator.',
    },
    'resources-reserved': { text: 'Its resources are reserved.', next: '' },
    preparing: { text: 'Its environment is being made ready.', next: '' },
    'bootstrap-running': {
      text: 'Your bootstrap script runs.',
      next: 'The session is ready when it ends. If it hangs, end the session and start another without your scripts.',
    },
    started: { text: 'It runs.', next: '' },
    'start-interrupted': {
      text: 'The server was interrupted while it started the session.',
      next: 'The start is repeated.',
    },
    'ended-by-owner': { text: 'Its owner ended it.', next: '' },
    'ended-by-administrator': { text: 'An administrator ended it.', next: 'Ask them if you did not expect this.' },
    'ended-with-membership': { text: 'Its owner is no longer a member of the workspace.', next: '' },
    'credential-ended': {
      text: 'The account or the credential that asked for it may no longer be used.',
      next: 'Start it again with a credential that is active.',
    },
    'project-inactive': {
      text: 'Its project is no longer active.',
      next: 'Start it again in another project, or ask an administrator to activate this one.',
    },
    'project-membership-ended': {
      text: 'Its owner is no longer a member of its project.',
      next: 'Start it again in another project.',
    },
    'folder-access-ended': {
      text: 'Its owner may no longer use a folder that it had mounted.',
      next: 'Start it again without that folder.',
    },
    'command-succeeded': { text: 'The command ended with success.', next: '' },
    'command-failed': { text: 'The command ended with an error.', next: 'The log shows its output.' },
    'time-limit': { text: 'It reached its time limit.', next: 'Start it again with a longer one.' },
    lifetime: {
      text: 'It ran as long as the resource policy allows.',
      next: 'Start it again, or ask an administrator for a longer lifetime.',
    },
    idle: {
      text: 'Nobody used it for as long as the resource policy allows.',
      next: 'Start it again. Whoever is warned can keep it for longer.',
    },
    'out-of-memory': {
      text: 'It needed more memory than it was given and was stopped.',
      next: 'Start it again with more memory.',
    },
    lost: {
      text: 'Its processes are gone: they were killed from outside, or the machine was restarted.',
      next: 'Start it again.',
    },
    'start-failed': { text: 'It could not be started.', next: 'The history shows the details. Start it again.' },
    'start-timeout': {
      text: 'It did not get ready in time.',
      next: 'Start it again. If it repeats, tell an administrator.',
    },
    'stop-timeout': {
      text: 'It did not end in time and was given up.',
      next: 'An administrator should look at the machine.',
    },
    'never-fits': {
      text: 'The machine no longer has as much as it asks for.',
      next: 'Start it again with less.',
    },
  },
}
