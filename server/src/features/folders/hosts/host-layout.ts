/**
 * How a storage host looks on disk. Everything below it is the server's alone; only what is in a folder belongs to people.
 *
 *     berth-storage.json   says that this is a storage host, so that an empty mount point is not taken for one
 *     folders/ID/          what is in a folder
 *     uploads/ID/          what is on its way into it, on the same file system and in the same project quota
 *     doomed/              what is being removed
 */
import { join } from 'node:path'

const markerName = 'berth-storage.json'

export const layoutOf = (path: string) => ({
  marker: join(path, markerName),
  folders: join(path, 'folders'),
  uploads: join(path, 'uploads'),
  doomed: join(path, 'doomed'),
})

export const rootOf = (path: string, folder: string) => join(layoutOf(path).folders, folder)
export const uploadsOf = (path: string, folder: string) => join(layoutOf(path).uploads, folder)
