/** A zip of some paths of a folder, made while it is sent. Links to files of the folder are in it as those files. */
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { openFile, openPlace, openPlaceIn, openPlain, openTop, type Place } from '../../../platform/files/beneath.ts'
import { FileRefusal } from '../../../platform/files/file-refusal.ts'
import type { PathNames } from '../../../platform/files/path-names.ts'
import { detailsIn } from '../../../platform/files/read-directory.ts'
import { ignoreGone, walkTree } from '../../../platform/files/walk-tree.ts'
import { zipStream, type ZipEntry } from '../../../platform/files/zip-stream.ts'
import { leaseScope, type Caller } from '../../../platform/http/caller.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { FolderAccess, OpenFolder } from '../folders.access.ts'
import { piecesOf } from './file-bytes.ts'
import { inFolder, lastName, namesIn } from './folder-tree.ts'

export interface ArchiveDeps {
  readonly access: FolderAccess
  readonly leases: Pick<Leases, 'take'>
}

export type Archives = ReturnType<typeof createArchives>

const bufferedBytes = 1024 ** 2

export function createArchives({ access, leases }: ArchiveDeps) {
  return {
    async make(caller: Caller, id: string, paths: readonly string[]) {
      const folder = await access.open(caller, id, 'ro')
      const wanted = outermost(paths)
      // What is not there is said before anything is sent.
      const chosen: PathNames[] = []
      for (const path of wanted)
        await inFolder(access, folder, path, async (tree) => {
          const names = await namesIn(tree, path)
          await using _place = await openPlace(tree.top, names, false)
          chosen.push(names)
        })
      const over = new AbortController()
      let cut = () => {}
      const end = () => {
        over.abort()
        cut()
      }
      const lease = leases.take(leaseScope(caller, { folder: id }), end, caller.until)
      const body = Readable.from(zipStream(entriesOf(folder, chosen, over.signal)), {
        objectMode: false,
        highWaterMark: bufferedBytes,
      })
      cut = () => void body.destroy(new Error('The right to read it has ended'))
      body.once('close', () => {
        lease[Symbol.dispose]()
        over.abort()
      })
      const [only = ''] = wanted
      const name = wanted.length === 1 && only !== '' ? lastName(only) : folder.name
      return { name: `${name}.zip`, body }
    },
  }
}

/** Each once, and none that another one has in it. */
function outermost(paths: readonly string[]): string[] {
  const unique = [...new Set(paths)].toSorted()
  return unique.filter(
    (path) => !unique.some((other) => other !== path && (other === '' || path.startsWith(`${other}/`))),
  )
}

async function* entriesOf(folder: OpenFolder, chosen: readonly PathNames[], signal: AbortSignal) {
  const top = await openTop(folder.root)
  const base = sharedDirectory(chosen)
  try {
    for (const names of chosen) {
      signal.throwIfAborted()
      const place = await openPlace(top, names, false).catch(ignoreRefused)
      if (!place) continue
      try {
        const own = names.slice(base)
        if (place.stats.isDirectory()) yield* entriesBelow(top, place, own, signal)
        else yield* entryAt(top, place.handle, names, own, signal)
      } finally {
        await place.handle.close()
      }
    }
  } finally {
    await top.close()
  }
}

/** How many names all of them begin with: they are named from there on. */
function sharedDirectory(chosen: readonly PathNames[]): number {
  const [first = [], ...others] = chosen
  let shared = Math.max(0, first.length - 1)
  for (const names of others)
    for (let at = 0; at < shared; at++)
      if (names.length - 1 <= at || !names[at]?.equals(first[at] ?? Buffer.alloc(0))) shared = at
  return shared
}

async function* entriesBelow(
  top: FileHandle,
  directory: Place,
  own: PathNames,
  signal: AbortSignal,
): AsyncGenerator<ZipEntry> {
  if (own.length > 0) yield folderEntry(own, directory.stats.mtimeMs)
  for await (const { names, name, kind, directory: at } of walkTree(directory.handle, signal)) {
    const path = [...own, ...names]
    if (kind === 'folder') {
      yield folderEntry(path, BigInt(Date.now()))
      continue
    }
    const place = await openPlaceIn(at, name).catch(ignoreGone)
    if (!place) continue
    try {
      yield* entryAt(top, place, [...directory.names, ...names], path, signal)
    } finally {
      await place.close()
    }
  }
}

async function* entryAt(
  top: FileHandle,
  place: FileHandle,
  names: PathNames,
  own: PathNames,
  signal: AbortSignal,
): AsyncGenerator<ZipEntry> {
  const isLink = (await place.stat()).isSymbolicLink()
  const file = await (isLink ? openFile(top, names) : openPlain(place, names)).catch(ignoreRefused)
  if (!file) return
  try {
    yield {
      path: zipPath(own),
      modifiedAt: detailsIn(file.stats).modifiedAt,
      mode: 0o100000 | (Number(file.stats.mode) & 0o111 ? 0o755 : 0o644),
      bytes: piecesOf(file.handle, 0, Number(file.stats.size) - 1, signal),
    }
  } finally {
    await file.handle.close()
  }
}

const folderEntry = (names: PathNames, mtimeMs: bigint): ZipEntry => ({
  path: `${zipPath(names)}/`,
  modifiedAt: new Date(Number(mtimeMs)),
  mode: 0o40755,
  bytes: null,
})

/** Where whoever unpacks it has other rules for names, none of them leads anywhere else. */
const zipPath = (names: PathNames) => names.map((name) => name.toString().replaceAll(/[\\\p{Cc}]/gu, '_')).join('/')

/** Vanished, or nothing that can be read. */
function ignoreRefused(error: unknown): null {
  if (error instanceof FileRefusal) return null
  throw error
}
