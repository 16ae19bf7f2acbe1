/** What people are told, by the kinds of notifications, and the drawer that it stands in. */
export const consoleNotificationsEn = {
  title: 'Notifications',
  close: 'Close notifications',
  markAll: 'Mark all as read',
  markRead: (p: { title: string }) => `Mark as read: ${p.title}`,
  markUnread: (p: { title: string }) => `Mark as unread: ${p.title}`,
  notMarked: 'This could not be marked.',
  filter: 'Which notifications',
  all: 'All',
  inProgress: 'In progress',
  clear: 'Clear',
  remove: (p: { title: string }) => `Remove: ${p.title}`,
  notRemoved: 'This could not be removed.',
  cancel: 'Cancel',
  cancelThis: (p: { title: string }) => `Cancel: ${p.title}`,
  notCancelled: 'This could not be cancelled.',
  unread: 'Unread',
  empty: 'Nothing to tell you yet',
  emptyText:
    'You read here how your sessions start, what administrators do to your account, where you are invited, and which sessions ended without you. It is kept for 30 days.',
  nothingInProgress: 'Nothing is in progress',
  nothingInProgressText: 'What takes a while, as the start of a session, is shown here with how far it has come.',
  failed: 'Notifications could not be loaded',
  noAnswer: {
    title: 'The server does not answer',
    text: 'Check your connection and try again.',
  },
  older: 'Show older ones',
  show: 'Show',
  administrator: 'An administrator',
  kinds: {
    'two-factor-reset': {
      title: 'Your second factor was reset',
      text: (p: { by: string }) =>
        `${p.by} turned off two-factor authentication for your account. Your recovery codes are worth nothing now. Set it up again with your authenticator.`,
      link: 'Set it up again',
    },
    'password-set': {
      title: 'Your password was set anew',
      text: (p: { by: string }) => `${p.by} set a new password for your account. Ask them if you did not expect this.`,
      link: 'See what happened to your account',
    },
    'account-reactivated': {
      title: 'Your account is active again',
      text: (p: { by: string }) =>
        `${p.by} activated your account again. Credentials that were deactivated with it may still be.`,
      link: 'See what happened to your account',
    },
    'workspace-invitation': {
      title: (p: { workspace: string }) => `You are invited to ${p.workspace}`,
      text: (p: { by: string; workspace: string }) =>
        `${p.by} invites you to the workspace ${p.workspace}. The invitation is open for seven days.`,
      link: 'Accept or decline',
    },
    'folder-invitation': {
      title: (p: { by: string; folder: string }) => `${p.by} invites you to the folder ${p.folder}`,
      text: 'Accept it to see it in Data & Storage and to mount it in your sessions.',
      link: 'Accept or decline',
    },
    'folder-share-ended': {
      title: (p: { folder: string }) => `You can no longer use the folder ${p.folder}`,
      text: (p: { by: string }) => `${p.by} ended the share. Sessions of yours that had it mounted were ended.`,
    },
    'session-ended-by-administrator': {
      title: (p: { name: string }) => `Session ${p.name} was ended`,
      text: 'An administrator ended it. Ask them if you did not expect this.',
      link: 'Open the session',
    },
    'session-lifetime-over': {
      title: (p: { name: string }) => `Session ${p.name} ran as long as it may`,
      text: 'It ended since the resource policy lets sessions run no longer. Start it again, or ask an administrator for a longer lifetime.',
      link: 'Open the session',
    },
    'session-idle-soon': {
      title: (p: { name: string }) => `Nobody uses session ${p.name}`,
      text: (p: { time: string }) =>
        `It is ended at ${p.time} unless somebody uses it or keeps it. Files in it that are not in a storage folder are lost then.`,
      link: 'Open the session to keep it',
    },
    'session-idle-ended': {
      title: (p: { name: string }) => `Session ${p.name} was not used`,
      text: 'It ended since nobody used it for as long as the resource policy allows. Its log and history stay.',
      link: 'Open the session',
    },
    'terminal-shared': {
      title: (p: { by: string }) => `${p.by} shows you a terminal`,
      text: (p: { name: string }) => `You can look at a terminal of the session ${p.name} for as long as it is shared.`,
      link: 'Look at it',
    },
    'session-start-failed': {
      title: (p: { name: string }) => `Session ${p.name} did not start`,
      text: (p: { why: string }) => p.why,
      link: 'Open the session',
    },
    'session-start': {
      going: (p: { name: string }) => `Session ${p.name} is starting`,
      done: (p: { name: string }) => `Session ${p.name} is running`,
      failed: (p: { name: string }) => `Session ${p.name} did not start`,
      cancelled: (p: { name: string }) => `The start of session ${p.name} was cancelled`,
      link: 'Open the session',
    },
    'update-available': {
      title: (p: { version: string }) => `Berth ${p.version} is available`,
      text: (p: { version: string }) => `Administrators of this site can install version ${p.version}.`,
      notes: 'What is new',
      link: 'Read more about it',
    },
  },
}
