/** What somebody dropped: files, and folders with all that is in them. */

export interface DroppedFile {
  readonly file: File
  /** From what was dropped on. */
  readonly path: string
}

export interface Dropped {
  readonly files: readonly DroppedFile[]
  /** Those with nothing in them. */
  readonly folders: readonly string[]
  /** What the browser was not let at, or found no more; a folder where not all of it could be listed. */
  readonly unread: readonly string[]
}

/** To be called while the event is handled: afterwards the browser forgets what was dropped. */
export function readDropped(transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<Dropped> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return entries.length > 0 ? readEntries(entries) : Promise.resolve(plain(transfer.files))
}

const plain = (files: Iterable<File>): Dropped => ({
  files: [...files].map((file) => ({ file, path: file.name })),
  folders: [],
  unread: [],
})

export async function readEntries(entries: readonly FileSystemEntry[]): Promise<Dropped> {
  const found = { files: [] as DroppedFile[], folders: [] as string[], unread: [] as string[] }
  const queue = entries.map((entry) => ({ entry, path: entry.name }))
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { entry, path } = next
    if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry).catch(() => null)
      if (file === null) found.unread.push(path)
      else found.files.push({ file, path })
    } else {
      const { inside, isAll } = await allIn(entry as FileSystemDirectoryEntry)
      if (!isAll) found.unread.push(path)
      else if (inside.length === 0) found.folders.push(path)
      for (const one of inside) queue.push({ entry: one, path: `${path}/${one.name}` })
    }
  }
  return found
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))

/** A browser tells some of them at a time, none at the end. */
async function allIn(folder: FileSystemDirectoryEntry) {
  const reader = folder.createReader()
  const inside: FileSystemEntry[] = []
  const next = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
  for (;;) {
    const some = await next().catch(() => null)
    if (some === null || some.length === 0) return { inside, isAll: some !== null }
    inside.push(...some)
  }
}
