/** A process that swaps links in a folder, and what it wants to reach outside. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Outside extends AsyncDisposable {
  readonly path: string
  /** All that is there, with its content: to be the same before and after. */
  everything(): Promise<Record<string, string>>
}

export const secret = 'nobody may read this'

export async function makeOutside(): Promise<Outside> {
  const path = await mkdtemp(join(tmpdir(), 'berth-outside-'))
  await mkdir(join(path, 'inner'))
  for (const name of ['inner/secret.txt', 'secret.txt', 'file.txt']) await writeFile(join(path, name), secret)
  return {
    path,
    async everything() {
      const entries = await readdir(path, { recursive: true, withFileTypes: true })
      const found = entries.map(async (entry) => {
        const at = join(entry.parentPath, entry.name)
        return [at, entry.isFile() ? await readFile(at, 'utf8') : ''] as const
      })
      return Object.fromEntries((await Promise.all(found)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

/** Swaps until it is disposed of. */
export async function swapLinks(folder: string, outside: string): Promise<AsyncDisposable> {
  const program = join(import.meta.dirname, 'link-swapper-process.mjs')
  const child = spawn(process.execPath, [program, folder, outside], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
