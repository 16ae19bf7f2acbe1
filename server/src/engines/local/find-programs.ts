import { access, constants, lstat, readlink, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineProblem } from '../engine.ts'

/** Where a session looks for programs (keeper/child-command.ts). */
const folders = ['/usr/local/bin', '/usr/bin', '/bin']

/** Below these the machine's files are seen inside; a program that is a link to elsewhere is not there. */
const visible = ['/usr/', '/bin/', '/sbin/', '/lib']

export async function findPrograms(names: readonly string[], root: string | null): Promise<Map<string, string>> {
  if (root !== null) await checkRoot(root)
  const found = await Promise.all(names.map(async (name) => [name, await findProgram(name, root)] as const))
  return new Map(found.flatMap(([name, path]) => (path === null ? [] : [[name, path] as const])))
}

/** A root directory that a session could not even start its shell in is said to be so at once. */
export async function checkRoot(root: string, hidden: readonly string[] = []): Promise<void> {
  const refuse = (what: string) => {
    throw new EngineProblem('start-failed', `the root directory ${root} ${what}`)
  }
  if (hidden.some((path) => `${path}/`.startsWith(`${root}/`) || `${root}/`.startsWith(`${path}/`)))
    refuse('holds data of the server, or is a part of it')
  const directory = await stat(root).catch(() => null)
  if (!directory?.isDirectory()) return refuse('is not there')
  if ((await findProgram('sh', root)) === null) refuse('has no /bin/sh')
}

async function findProgram(name: string, root: string | null): Promise<string | null> {
  for (const folder of folders) {
    const path = join(folder, name)
    if (await isProgram(path, root)) return path
  }
  return null
}

async function isProgram(path: string, root: string | null): Promise<boolean> {
  try {
    if (root !== null) return await isProgramBelow(path, root)
    await access(path, constants.X_OK)
    const real = await realpath(path)
    return visible.some((start) => real.startsWith(start))
  } catch {
    return false
  }
}

const mostLinks = 20

/** Links are followed as they will be inside: what begins with a slash begins at the root directory. */
async function isProgramBelow(path: string, root: string): Promise<boolean> {
  let rest = path.split('/').filter(Boolean)
  let at: string[] = []
  for (let links = 0; rest.length > 0;) {
    const [next = '', ...more] = rest
    rest = more
    if (next === '.') continue
    if (next === '..') {
      at = at.slice(0, -1)
      continue
    }
    const here = join(root, ...at, next)
    if (!(await lstat(here)).isSymbolicLink()) {
      at = [...at, next]
      continue
    }
    if (++links > mostLinks) return false
    const target = await readlink(here)
    if (target.startsWith('/')) at = []
    rest = [...target.split('/').filter(Boolean), ...rest]
  }
  const end = await stat(join(root, ...at))
  return end.isFile() && (end.mode & 0o111) !== 0
}
