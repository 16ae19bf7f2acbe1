/**
 * Uploads that have begun and not ended, so that the same command goes on where another one stopped:
 * `$XDG_STATE_HOME/berth/uploads`, a file for each. Without it an upload begins anew, nothing else.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Io } from '../terminal-io.ts'

/** A file as it was when its upload began. */
export interface BegunUpload {
  readonly id: string
  readonly size: number
  readonly changed: number
}

export interface UploadOf {
  readonly origin: string
  readonly folder: string
  readonly path: string
  /** Here. */
  readonly file: string
  /** It goes on with what was said when it began. */
  readonly overwrite: boolean
}

/** The server keeps them no longer than that. */
const keptMs = 86_400_000

export function createBegunUploads(env: Io['env']) {
  const directory = join(env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local', 'state'), 'berth', 'uploads')
  const noteOf = ({ origin, folder, path, file, overwrite }: UploadOf) => {
    const name = createHash('sha256')
      .update([origin, folder, path, resolve(file), String(overwrite)].join('\0'))
      .digest('hex')
    return join(directory, `${name.slice(0, 32)}.json`)
  }
  return {
    async find(of: UploadOf, size: number, changed: number): Promise<string | undefined> {
      try {
        const note = JSON.parse(await readFile(noteOf(of), 'utf8')) as Partial<BegunUpload>
        return note.size === size && note.changed === changed ? note.id : undefined
      } catch {
        return undefined
      }
    },
    async keep(of: UploadOf, note: BegunUpload): Promise<void> {
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 })
        const beside = `${noteOf(of)}.${process.pid}`
        await writeFile(beside, JSON.stringify(note), { mode: 0o600 })
        await rename(beside, noteOf(of))
        await forgetOld(directory)
      } catch {
        // a home that cannot be written to
      }
    },
    forget: (of: UploadOf) => rm(noteOf(of), { force: true }).catch(() => undefined),
  }
}

export type BegunUploads = ReturnType<typeof createBegunUploads>

async function forgetOld(directory: string): Promise<void> {
  const oldest = Date.now() - keptMs
  for (const name of await readdir(directory)) {
    const file = join(directory, name)
    const { mtimeMs } = await stat(file)
    if (mtimeMs < oldest) await rm(file, { force: true })
  }
}
