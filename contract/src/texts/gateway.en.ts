/** What the gateway says where an app cannot be shown. */
export const gatewayEn = {
  'bad-request': {
    title: 'This request cannot be understood',
    text: 'It is not one that a browser sends. Open the app from its session.',
    again: undefined,
  },
  unknown: {
    title: 'There is no such app',
    text: 'Nothing is at this address. Open the app from its session.',
    again: undefined,
  },
  'not-signed-in': {
    title: 'This app is not open for you',
    text: 'You have no right to it here, or no longer. Open it from its session.',
    again: 'Open it again',
  },
  'ticket-over': {
    title: 'This link has been used',
    text: 'A link to an app works once, within a minute, at the address that it was made for.',
    again: 'Open it again',
  },
  'another-site': {
    title: 'The request came from another site',
    text: 'Only the app’s own pages may do this.',
    again: undefined,
  },
  'not-running': {
    title: 'The app is not running',
    text: 'It has ended, or was not started yet.',
    again: 'Start it',
  },
  'session-over': {
    title: 'The session is not running',
    text: 'Its apps ended with it.',
    again: undefined,
  },
  'no-answer': {
    title: 'The app does not answer',
    text: 'It took the request and has not answered in time. Look into the session at what it is doing.',
    again: undefined,
  },
  garbage: {
    title: 'The app’s answer cannot be understood',
    text: 'It ended early or is not HTTP. Look into the session at what the app is doing.',
    again: undefined,
  },
  unavailable: {
    title: 'Not ready',
    text: 'The server or the session cannot be reached this moment. Try again.',
    again: undefined,
  },
} satisfies Readonly<
  Record<string, { readonly title: string; readonly text: string; readonly again: string | undefined }>
>
