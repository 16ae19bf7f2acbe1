/** What is in an open directory: read as it comes, since nothing bounds how much there is. */
import type { BigIntStats, Dirent } from 'node:fs'
import { lstat, opendir, readlink, type FileHandle } from 'node:fs/promises'
import { inDirectory, itself, openPlace } from './beneath.ts'
import { errnoOf, FileRefusal, refusalOf, refusing } from './file-refusal.ts'
import type { PathNames } from './path-names.ts'

export type FileKind = 'file' | 'folder' | 'other'

/** As the directory itself says, without a look at what is there. */
export type EntryKind = FileKind | 'link'

export interface DirectoryEntry {
  readonly name: Buffer
  readonly kind: EntryKind
}

const kindOf = (entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'> | BigIntStats): EntryKind =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other'

/** As they come, however many there are. */
export async function* eachEntryOf(directory: FileHandle): AsyncGenerator<DirectoryEntry> {
  const listing = await openListing(directory, 'buffer', 256)
  for await (const entry of listing) yield { name: entry.name as unknown as Buffer, kind: kindOf(entry) }
}

const openListing = (directory: FileHandle, encoding: 'utf8' | 'buffer', bufferSize: number) =>
  refusing(opendir(itself(directory), { encoding: encoding as BufferEncoding, bufferSize }))

/** An entry whose name is its text, as nearly all are. */
export interface TextEntry {
  readonly text: string
  /** The name where the text does not say it: it is no UTF-8. */
  readonly odd: Buffer | null
  readonly kind: EntryKind
}

export const nameOf = ({ text, odd }: Pick<TextEntry, 'text' | 'odd'>): Buffer => odd ?? Buffer.from(text)

const unreadable = '\uFFFD'

/** There are names that no text says. */
export class NamesAreNoText extends Error {
  override readonly name = 'NamesAreNoText'
}

const batchEntries = 1024

/**
 * As they come, so many at a time: no more of a directory is held than one batch of it. As text it takes a tenth of the
 * time, but fails at a name that is none.
 */
export async function* batchesOf(directory: FileHandle, as: 'text' | 'bytes'): AsyncGenerator<TextEntry[]> {
  const listing = await openListing(directory, as === 'text' ? 'utf8' : 'buffer', batchEntries)
  let next = listing.read()
  try {
    for (;;) {
      const batch: TextEntry[] = []
      for (let entry = await next; entry !== null; entry = await next) {
        batch.push(as === 'text' ? plainEntry(entry) : namedByBytes(entry))
        // Behind the last one it is read from the disk, while somebody works with these.
        next = listing.read()
        if (batch.length === batchEntries) break
      }
      if (batch.length === 0) return
      yield batch
    }
  } catch (error) {
    // Where a directory does not say what its entries are, they are looked at by their names, and one is not that.
    if (as === 'text' && errnoOf(error) === 'ENOENT') throw new NamesAreNoText()
    throw refusalOf(error)
  } finally {
    await next.catch(() => null)
    await listing.close()
  }
}

function plainEntry(entry: Dirent): TextEntry {
  if (entry.name.includes(unreadable)) throw new NamesAreNoText()
  return { text: entry.name, odd: null, kind: kindOf(entry) }
}

function namedByBytes(entry: Dirent): TextEntry {
  const name = entry.name as unknown as Buffer
  const text = name.toString()
  return { text, odd: text.includes(unreadable) ? name : null, kind: kindOf(entry) }
}

/** The name in a directory that a text stands for, also where it is one that no text says. */
export async function nameFor(directory: FileHandle, text: Buffer): Promise<Buffer> {
  if (!text.includes(unreadable)) return text
  const wanted = text.toString()
  for await (const { name } of eachEntryOf(directory)) if (name.toString() === wanted) return name
  return text
}

export interface EntryDetails {
  /** What a link leads to, where that is in here. */
  readonly kind: FileKind
  readonly size: number | null
  readonly modifiedAt: Date
  /** What a link says. */
  readonly link: string | null
}

/** What is at a name, by way of links within the tree; null: nothing any more. */
export async function detailsOf(
  top: FileHandle,
  directory: { readonly handle: FileHandle; readonly names: PathNames },
  name: Buffer,
): Promise<EntryDetails | null> {
  const at = inDirectory(directory.handle, name)
  try {
    const stats = await lstat(at, { bigint: true })
    if (!stats.isSymbolicLink()) return { ...detailsIn(stats), link: null }
    const link = (await readlink(at, 'buffer')).toString()
    return { ...(await linkedDetails(top, [...directory.names, name], stats)), link }
  } catch (error) {
    if (['ENOENT', 'ESTALE', 'EINVAL'].includes(errnoOf(error))) return null
    throw error
  }
}

async function linkedDetails(top: FileHandle, names: PathNames, own: BigIntStats) {
  try {
    await using place = await openPlace(top, names, true)
    return detailsIn(place.stats)
  } catch (error) {
    if (!(error instanceof FileRefusal) && errnoOf(error) === '') throw error
    return { kind: 'other' as const, size: null, modifiedAt: timeOf(own) }
  }
}

export function detailsIn(stats: BigIntStats): Omit<EntryDetails, 'link'> {
  const kind = kindOf(stats)
  return {
    kind: kind === 'link' ? 'other' : kind,
    size: kind === 'file' ? Number(stats.size) : null,
    modifiedAt: timeOf(stats),
  }
}

/** Of what `utimes` can set to any moment, those that a date can say. */
const latestMs = 8_640_000_000_000_000
const timeOf = ({ mtimeMs }: BigIntStats) => {
  const ms = Number(mtimeMs)
  return new Date(Math.min(Math.max(ms, 0), latestMs))
}
