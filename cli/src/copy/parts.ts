/**
 * Files that are being fetched, beside their places. A part is named after the version that it is of and the process that
 * writes it, so that no two write the same one. What a process left that is gone by now is gone on with by whoever gives
 * it another name first, if it is of the same version; otherwise it is removed.
 */
import { createHash } from 'node:crypto'
import { constants, open, opendir, rename, rm, type FileHandle } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

export interface Part {
  readonly path: string
  /** Appends; what is in it already is of the version that was asked for. */
  readonly handle: FileHandle
}

interface LeftPart {
  readonly name: string
  /** Of the file. */
  readonly of: string
  readonly version: string
}

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR } = constants
/** Whoever may write beside it could have put a link there. */
const flags = O_RDWR | O_APPEND | O_NOFOLLOW

const digest = (text: string, length: number) => createHash('sha256').update(text).digest('hex').slice(0, length)
/** Processes of others on a shared disk say nothing by their numbers. */
const machine = digest(hostname(), 8)
const written = /^\.(.*)\.([\da-f]{12})\.([\da-f]{8})-(\d+)-\d+\.berth-part$/s

export type Parts = ReturnType<typeof createParts>

export function createParts({ pid = process.pid }: { readonly pid?: number } = {}) {
  const left = new Map<string, Promise<LeftPart[]>>()
  const own = new Set<string>()

  const leftIn = (directory: string): Promise<LeftPart[]> => {
    const known = left.get(directory) ?? findLeft(directory, (name, by) => !own.has(name) && (by === pid || isGone(by)))
    left.set(directory, known)
    return known
  }

  return {
    /** `version` null: nobody can say which it is, so that nothing is gone on with. */
    async open(file: string, version: string | null): Promise<Part> {
      const directory = resolve(dirname(file))
      const earlier = await leftIn(directory)
      const of = shortened(basename(file))
      const wanted = version === null ? null : digest(`${basename(file)} ${version}`, 12)
      const name = `.${of}.${wanted ?? digest('', 12)}.${machine}-${pid}-${own.size}.berth-part`
      own.add(name)
      const path = join(directory, name)
      let handle: FileHandle | undefined
      for (const part of earlier.filter((one) => one.of === of)) {
        const place = join(directory, part.name)
        if (handle === undefined && part.version === wanted) handle = await takeOver(place, path)
        else await rm(place, { force: true })
      }
      return { path, handle: handle ?? (await open(path, flags | O_CREAT | O_EXCL)) }
    },
  }
}

/** A name has at most 255 bytes. */
const shortened = (name: string) =>
  Buffer.from(name)
    .subarray(0, 180)
    .toString()
    .replace(/\uFFFD+$/, '')

async function findLeft(directory: string, isLeft: (name: string, pid: number) => boolean): Promise<LeftPart[]> {
  const found: LeftPart[] = []
  for await (const { name } of await opendir(directory)) {
    const [, of = '', version = '', on, by] = written.exec(name) ?? []
    if (on === machine && isLeft(name, Number(by))) found.push({ name, of, version })
  }
  return found
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Undefined: another one was there first, or it is no file. */
async function takeOver(from: string, to: string): Promise<FileHandle | undefined> {
  try {
    await rename(from, to)
  } catch {
    return undefined
  }
  const handle = await open(to, flags).catch(() => undefined)
  if (handle !== undefined && (await handle.stat()).isFile()) return handle
  await handle?.close()
  await rm(to, { force: true })
  return undefined
}
