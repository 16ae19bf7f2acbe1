/** Uploads of files: in their folder, in the drawer of notifications, and in short messages. */
export const consoleUploadsEn = {
  title: 'Uploads',
  to: (p: { count: number; text: string; folder: string }) =>
    `${p.text} ${p.count === 1 ? 'file' : 'files'} to ${p.folder}`,
  states: {
    going: 'Uploading',
    asking: 'Waiting for you',
    done: 'Uploaded',
    failed: 'Not all was uploaded',
    cancelled: 'Given up',
    interrupted: 'Interrupted',
  },
  arrived: (p: { done: string; files: string }) => `Files that are there: ${p.done} of ${p.files}.`,
  progress: (p: { count: number; done: string; files: string; sent: string; bytes: string }) =>
    `${p.done} of ${p.files} ${p.count === 1 ? 'file' : 'files'}, ${p.sent} of ${p.bytes}`,
  skipped: (p: { count: number; text: string }) => `${p.text} left out`,
  failed: (p: { count: number; text: string }) => `${p.text} failed`,
  cancel: 'Give up',
  cancelThis: (p: { title: string }) => `Give up: ${p.title}`,
  retry: 'Try again',
  dismiss: (p: { title: string }) => `Remove: ${p.title}`,
  show: 'Open the folder',
  details: 'Show files',
  hide: 'Hide files',
  goingNow: 'Being uploaded now',
  failures: 'Failed',
  more: (p: { text: string }) => `and ${p.text} more`,
  taken: {
    one: (p: { name: string }) => `${p.name} is there already.`,
    many: (p: { count: number; text: string; name: string }) =>
      `${p.text} files are there already, ${p.name} among them.`,
    replace: 'Replace',
    both: 'Keep both',
    skip: 'Leave out',
  },
  begun: {
    title: (p: { count: number; text: string }) =>
      `${p.text} ${p.count === 1 ? 'upload has' : 'uploads have'} not come to an end`,
    text: 'Choose the same files again to go on where they were cut. After a day without that they are removed.',
    one: (p: { path: string; sent: string; size: string }) => `${p.path}: ${p.sent} of ${p.size}`,
    remove: 'Remove them',
    removed: 'What was uploaded of them is removed.',
  },
  ended: {
    done: (p: { count: number; text: string; folder: string }) =>
      `${p.text} ${p.count === 1 ? 'file is' : 'files are'} in ${p.folder} now.`,
    failed: (p: { count: number; text: string; folder: string }) =>
      `${p.text} ${p.count === 1 ? 'file' : 'files'} could not be uploaded to ${p.folder}.`,
  },
}
