/** Paths within a folder: names with one "/" between them; the folder itself is the empty one. */

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const joined = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** Every folder on the way, from the outermost on. */
export function waysTo(path: string): { readonly name: string; readonly path: string }[] {
  const names = path === '' ? [] : path.split('/')
  return names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }))
}

/** What a name beside a file means, `..` included; undefined where it leads out of the folder. */
export function resolved(file: string, relative: string): string | undefined {
  const parts = file.split('/').slice(0, -1)
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.length === 0 ? undefined : parts.join('/')
}

/** `report (2).txt`: beside one that has the name already. */
export function otherName(name: string, number: number): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`
}

const longestName = 255

export type NameFault = 'empty' | 'reserved' | 'slash' | 'long'

/** What is wrong with a name, before the server is asked. */
export function faultOf(name: string): NameFault | undefined {
  if (name.trim() === '') return 'empty'
  if (name === '.' || name === '..') return 'reserved'
  if (/[/\0]/.test(name)) return 'slash'
  return new TextEncoder().encode(name).length > longestName ? 'long' : undefined
}
