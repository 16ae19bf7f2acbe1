/** Words of the console's own controls. */
export const consoleUiEn = {
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy. Select the text and copy it by hand.',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  capsLock: 'Caps lock is on',
  optional: 'optional',
  loading: 'Loading',
  actions: 'Actions',
  retry: 'Retry',
  dismiss: 'Dismiss',
  messages: 'Messages',
  requestId: 'Request id',
  freeNow: (p: { amount: string }) => `${p.amount} free now`,
  sortedBy: (p: { column: string; descending: boolean }) =>
    `Sorted by ${p.column}, ${p.descending ? 'descending' : 'ascending'}`,
  noLimit: 'no limit',
  usedOf: (p: { used: string; limit: string }) => `${p.used} of ${p.limit} used`,
}
