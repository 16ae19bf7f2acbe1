import { DatabaseSync } from 'node:sqlite'

/** Held by another process, or by this one already. */
export class FileLocked extends Error {
  override readonly name = 'FileLocked'
}

/**
 * An exclusive lock on a file that ends with the process, however it ends, so that it can never be stale. Node offers
 * no flock(2); an open write transaction of the SQLite inside it holds the same kind of lock, of the kernel's. The file
 * stays empty.
 */
export function lockFile(path: string): Disposable {
  const file = new DatabaseSync(path)
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    const busy = 5
    if ((error as { errcode?: number }).errcode === busy) throw new FileLocked(`${path} is locked`)
    throw error
  }
  return { [Symbol.dispose]: () => file.close() }
}
