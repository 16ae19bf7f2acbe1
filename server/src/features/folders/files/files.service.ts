/** What of files others act on. */

/** To everyone who reaches the folder, with its id and the path below which something was changed. */
export const filesUpdated = 'files.updated'
