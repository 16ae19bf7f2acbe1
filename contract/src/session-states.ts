/** The life of a compute session (4.2): its states, what each allows, and why it came to be in it. */

export const sessionStatuses = [
  'PENDING',
  'SCHEDULED',
  'PREPARING',
  'RUNNING',
  'TERMINATING',
  'TERMINATED',
  'CANCELLED',
  'ERROR',
] as const
export type SessionStatus = (typeof sessionStatuses)[number]

/** Where each state may go. Nothing else happens to a status; the store checks it in the same statement. */
export const sessionSteps: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  PENDING: ['SCHEDULED', 'CANCELLED', 'ERROR'],
  SCHEDULED: ['PREPARING', 'PENDING', 'TERMINATING', 'CANCELLED', 'ERROR'],
  PREPARING: ['RUNNING', 'PENDING', 'TERMINATING', 'TERMINATED', 'ERROR'],
  RUNNING: ['TERMINATING', 'TERMINATED', 'ERROR'],
  TERMINATING: ['TERMINATED', 'ERROR'],
  TERMINATED: [],
  CANCELLED: [],
  ERROR: [],
}

/** States that hold resources and count against limits. */
export const heldStatuses = ['SCHEDULED', 'PREPARING', 'RUNNING', 'TERMINATING'] as const satisfies SessionStatus[]
export const finishedStatuses = ['TERMINATED', 'CANCELLED', 'ERROR'] as const satisfies SessionStatus[]

const oneOf =
  (...allowed: SessionStatus[]) =>
  (status: SessionStatus) =>
    allowed.includes(status)

/** What a state allows: one table for the server, the buttons, their tooltips and the command line. */
export const sessionCan = {
  terminate: oneOf('PENDING', 'SCHEDULED', 'PREPARING', 'RUNNING'),
  rename: oneOf('PENDING', 'SCHEDULED', 'PREPARING', 'RUNNING'),
  prioritize: oneOf('PENDING'),
  openTerminal: oneOf('RUNNING'),
  exec: oneOf('RUNNING'),
  openApp: oneOf('RUNNING'),
  keep: oneOf('RUNNING'),
  startAgain: oneOf('TERMINATED', 'CANCELLED', 'ERROR'),
}
export type SessionAction = keyof typeof sessionCan

/** Why a session is in its state: a closed set, each with a text and a next step in every language. */
export const sessionReasons = [
  'asked',
  'waiting-for-resources',
  'waiting-for-limit',
  'waiting-for-start-time',
  'waiting-for-engine',
  'resources-reserved',
  'preparing',
  'bootstrap-running',
  'started',
  'start-interrupted',
  'ended-by-owner',
  'ended-by-administrator',
  'ended-with-membership',
  'credential-ended',
  'project-inactive',
  'project-membership-ended',
  'folder-access-ended',
  'command-succeeded',
  'command-failed',
  'time-limit',
  'lifetime',
  'idle',
  'out-of-memory',
  'lost',
  'start-failed',
  'start-timeout',
  'stop-timeout',
  'never-fits',
] as const
export type SessionReason = (typeof sessionReasons)[number]
