/** Apps of a session in the console. */
export const consoleAppsEn = {
  title: 'Apps',
  note: 'Each opens at an address of its own and starts when it is first opened.',
  sharedTitle: 'Apps share one address here',
  shared:
    'You came over the network to a site that has no domain for apps. The pages of all apps that you open, of other sessions too, can read each other and act on each other, though not on the console. Open none that you do not trust.',
  sharedOther: (p: { app: string }) => `Open ${p.app} of somebody else?`,
  sharedOtherText:
    'Its page could read and use every other app that is open in this browser, your own Jupyter included: this site has no domain for apps. Open it only if you trust whoever runs it.',
  openAnyway: 'Open it all the same',
  none: 'Nothing that can be opened was found in this environment.',
  notLoaded: 'The apps could not be loaded',
  later: 'They can be opened when the session runs.',
  open: 'Open',
  openOf: (p: { title: string }) => `Open ${p.title} in a new tab`,
  copyAddress: (p: { title: string }) => `Copy the address of ${p.title}`,
  opening: (p: { app: string }) => `Opening ${p.app}`,
  starting: 'It is started if it does not run yet. This can take a minute.',
  failed: (p: { app: string }) => `${p.app} could not be opened`,
  output: 'The last that it said',
  loopTitle: 'Your browser came back without its cookie',
  loopText: 'An app needs a cookie of its own address. Allow cookies for it, then open it again.',
  again: 'Open again',
  toSession: 'To the session',
}
