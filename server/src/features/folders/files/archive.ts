/**
 * A zip of some paths of a folder, made while it is sent. Links to files of the folder are in it as those files. What
 * cannot be in it is named in a file of its own: nobody takes a part for the whole.
 */
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { archiveTexts } from '@berth/contract/texts/archives.ts'
import type { Language } from '@berth/contract/texts/language.ts'
import { openFile, openPlace, openPlaceIn, openPlain, openTop, type Place } from '../../../platform/files/beneath.ts'
import { FileRefusal, refusing } from '../../../platform/files/file-refusal.ts'
import { pathOf, type PathNames } from '../../../platform/files/path-names.ts'
import { detailsIn } from '../../../platform/files/read-directory.ts'
import { walkTree } from '../../../platform/files/walk-tree.ts'
import { zipStream, type ZipEntry } from '../../../platform/files/zip-stream.ts'
import { leaseScope, type Caller } from '../../../platform/http/caller.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { FolderAccess, OpenFolder } from '../folders.access.ts'
import { piecesOf } from './file-bytes.ts'
import { inFolder, lastName, namesIn } from './folder-tree.ts'
import { createZipNames } from './zip-names.ts'

export interface ArchiveDeps {
  readonly access: FolderAccess
  readonly leases: Pick<Leases, 'take'>
}

export type Archives = ReturnType<typeof createArchives>

const bufferedBytes = 1024 ** 2

export function createArchives({ access, leases }: ArchiveDeps) {
  return {
    async make(caller: Caller, id: string, paths: readonly string[], language: Language) {
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
      const body = Readable.from(zipStream(entriesOf(folder, chosen, over.signal, language)), {
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

interface Archiving {
  readonly top: FileHandle
  readonly signal: AbortSignal
  readonly zipNames: ReturnType<typeof createZipNames>
  readonly leaveOut: (names: PathNames) => void
}

/** Named in the note; nobody reads more. */
const mostLeftOut = 10_000

async function* entriesOf(
  folder: OpenFolder,
  chosen: readonly PathNames[],
  signal: AbortSignal,
  language: Language,
): AsyncGenerator<ZipEntry> {
  const top = await openTop(folder.root)
  const base = sharedDirectory(chosen)
  const leftOut: string[] = []
  const archiving: Archiving = {
    top,
    signal,
    zipNames: createZipNames(),
    leaveOut(names) {
      if (leftOut.length < mostLeftOut) leftOut.push(pathOf(names))
    },
  }
  try {
    for (const names of chosen) {
      signal.throwIfAborted()
      const place = await openPlace(top, names, false).catch((error: unknown) => unlessRefused(error, archiving, names))
      if (!place) continue
      try {
        const own = names.slice(base)
        if (place.stats.isDirectory()) yield* entriesBelow(archiving, place, own)
        else yield* entryAt(archiving, place.handle, names, own)
      } finally {
        await place.handle.close()
      }
    }
    if (leftOut.length > 0) yield noteOf(archiving, leftOut, language)
  } finally {
    await top.close()
  }
}

function noteOf({ zipNames }: Archiving, leftOut: readonly string[], language: Language): ZipEntry {
  const { leftOutFile, leftOut: text } = archiveTexts(language)
  const bytes = Buffer.from(`${text}\n\n${leftOut.join('\n')}\n`)
  return {
    path: zipNames.newName(leftOutFile),
    modifiedAt: new Date(),
    mode: 0o100644,
    bytes: (async function* () {
      yield bytes
    })(),
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

async function* entriesBelow(archiving: Archiving, directory: Place, own: PathNames): AsyncGenerator<ZipEntry> {
  const { signal, leaveOut } = archiving
  const fromTop = (names: PathNames) => [...directory.names, ...names]
  const onBeyond = (names: PathNames) => leaveOut(fromTop(names))
  if (own.length > 0) yield folderEntry(archiving.zipNames.nameOf(own), directory.stats.mtimeMs)
  for await (const { names, name, kind, directory: at } of walkTree(directory.handle, { signal, onBeyond })) {
    const path = [...own, ...names]
    if (kind === 'folder') {
      yield folderEntry(archiving.zipNames.nameOf(path), BigInt(Date.now()))
      continue
    }
    const place = await refusing(openPlaceIn(at, name)).catch((error: unknown) =>
      unlessRefused(error, archiving, fromTop(names)),
    )
    if (!place) continue
    try {
      yield* entryAt(archiving, place, fromTop(names), path)
    } finally {
      await place.close()
    }
  }
}

async function* entryAt(
  archiving: Archiving,
  place: FileHandle,
  names: PathNames,
  own: PathNames,
): AsyncGenerator<ZipEntry> {
  const { top, signal } = archiving
  const isLink = (await place.stat()).isSymbolicLink()
  const file = await (isLink ? openFile(top, names) : openPlain(place, names)).catch((error: unknown) =>
    unlessRefused(error, archiving, names),
  )
  if (!file) return
  try {
    yield {
      path: archiving.zipNames.nameOf(own),
      modifiedAt: detailsIn(file.stats).modifiedAt,
      mode: 0o100000 | (Number(file.stats.mode) & 0o111 ? 0o755 : 0o644),
      bytes: piecesOf(file.handle, 0, Number(file.stats.size) - 1, signal),
    }
  } finally {
    await file.handle.close()
  }
}

const folderEntry = (path: string, mtimeMs: bigint): ZipEntry => ({
  path: `${path}/`,
  modifiedAt: new Date(Number(mtimeMs)),
  mode: 0o40755,
  bytes: null,
})

/** Vanished, or nothing that has content in here; what has some and may not be read is named. */
function unlessRefused(error: unknown, { leaveOut }: Archiving, names: PathNames): null {
  if (!(error instanceof FileRefusal)) throw error
  if (error.code === 'not-permitted') leaveOut(names)
  return null
}
