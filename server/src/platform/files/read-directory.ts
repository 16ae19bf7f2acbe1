/** What is in an open directory. */
import type { BigIntStats, Dirent } from 'node:fs'
import { lstat, opendir, readdir, readlink, type FileHandle } from 'node:fs/promises'
import { inDirectory, itself, openPlace } from './beneath.ts'
import { errnoOf, FileRefusal, refusing } from './file-refusal.ts'
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

/** All at once. */
export async function entriesOf(directory: FileHandle): Promise<DirectoryEntry[]> {
  const entries = await refusing(readdir(itself(directory), { withFileTypes: true, encoding: 'buffer' }))
  return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
}

/** An entry whose name is its text, as nearly all are. */
export interface TextEntry {
  readonly text: string
  /** The name where the text does not say it: it is no UTF-8. */
  readonly odd: Buffer | null
  readonly kind: EntryKind
}

export const nameOf = ({ text, odd }: Pick<TextEntry, 'text' | 'odd'>): Buffer => odd ?? Buffer.from(text)

const unreadable = '\uFFFD'

/** All at once, a tenth of the time for a long directory. */
export async function textEntriesOf(directory: FileHandle): Promise<TextEntry[]> {
  const entries = await refusing(readdir(itself(directory), { withFileTypes: true }))
  if (entries.some(({ name }) => name.includes(unreadable)))
    return (await entriesOf(directory)).map(({ name, kind }) => {
      const text = name.toString()
      return { text, odd: text.includes(unreadable) ? name : null, kind }
    })
  return entries.map((entry) => ({ text: entry.name, odd: null, kind: kindOf(entry) }))
}

/** The name in a directory that a text stands for, also where it is one that no text says. */
export async function nameFor(directory: FileHandle, text: Buffer): Promise<Buffer> {
  if (!text.includes(unreadable)) return text
  const found = (await entriesOf(directory)).find(({ name }) => name.toString() === text.toString())
  return found?.name ?? text
}

/** As they come, however many there are. */
export async function* eachEntryOf(directory: FileHandle): AsyncGenerator<DirectoryEntry> {
  const listing = await refusing(opendir(itself(directory), { encoding: 'buffer' as BufferEncoding, bufferSize: 256 }))
  for await (const entry of listing) yield { name: entry.name as unknown as Buffer, kind: kindOf(entry) }
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
