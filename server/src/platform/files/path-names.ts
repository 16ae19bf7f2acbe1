/**
 * A path within a folder, as the names that lead to it. Names are bytes: a session may make ones that are no UTF-8, and
 * what walks over a tree must find them again. Pure.
 */
import { FileRefusal } from './file-refusal.ts'

export type PathNames = readonly Buffer[]

/** As the kernel bounds them, so that no name is ever cut. */
const mostNameBytes = 255
const mostPathBytes = 4_000
/** Deeper than people nest, and no more handles than a walk may hold. */
export const mostDepth = 128

const isDots = (name: string) => name === '.' || name === '..'

/** Of what came with a request: `a/b c/d`, with or without slashes at its ends; empty: the folder itself. */
export function namesOf(path: string): PathNames {
  if (path.length > mostPathBytes || !path.isWellFormed()) throw new FileRefusal('bad-path')
  const names = path.split('/').filter((name) => name !== '')
  return bounded(names.map((name) => Buffer.from(name)))
}

/** Names that came one by one, if a path may be made of them. */
export function bounded(names: PathNames): PathNames {
  if (names.some((name) => isDots(name.toString('latin1')) || name.includes(0))) throw new FileRefusal('bad-path')
  if (names.length > mostDepth) throw new FileRefusal('too-deep')
  if (names.some((name) => name.length > mostNameBytes) || totalOf(names) > mostPathBytes)
    throw new FileRefusal('bad-path')
  return names
}

const totalOf = (names: PathNames) => names.reduce((sum, name) => sum + name.length + 1, 0)

export const pathOf = (names: PathNames): string => names.map((name) => name.toString()).join('/')

/** The directory that something is in, and its name there. The folder itself is in none. */
export function parentOf(names: PathNames): { readonly parent: PathNames; readonly name: Buffer } {
  const name = names.at(-1)
  if (name === undefined) throw new FileRefusal('bad-path')
  return { parent: names.slice(0, -1), name }
}

/** Where a symbolic link in a directory leads; null: not to anything within the folder that one can say. */
export function linkedNames(directory: PathNames, target: Buffer): PathNames | null {
  if (target.length === 0 || target[0] === slash || target.length > mostPathBytes) return null
  const names = [...directory]
  for (const name of split(target)) {
    const text = name.toString('latin1')
    if (text === '' || text === '.') continue
    // Every name before is a directory that is no link itself, so the one above it is the one before it.
    if (text !== '..') names.push(name)
    else if (names.pop() === undefined) return null
  }
  return names.length > mostDepth ? null : names
}

const slash = 0x2f

/** What stands between the slashes of a path, empty where there is nothing. */
export function split(path: Buffer): Buffer[] {
  const names: Buffer[] = []
  let from = 0
  for (let at = path.indexOf(slash); at >= 0; at = path.indexOf(slash, from)) {
    names.push(path.subarray(from, at))
    from = at + 1
  }
  return [...names, path.subarray(from)]
}
