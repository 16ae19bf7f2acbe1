/** What users and groups are called inside the sandbox. */
import { readFileSync } from 'node:fs'

export const ownerNames = ({ uid, gid }: { readonly uid: number; readonly gid: number }) => ({
  user: names('passwd').get(uid) ?? String(uid),
  group: names('group').get(gid) ?? String(gid),
})

const known = new Map<string, ReadonlyMap<number, string>>()

function names(file: 'passwd' | 'group'): ReadonlyMap<number, string> {
  let found = known.get(file)
  if (!found) known.set(file, (found = readNames(file)))
  return found
}

function readNames(file: string): Map<number, string> {
  try {
    const lines = readFileSync(`/etc/${file}`, 'utf8').split('\n')
    return new Map(
      lines.map((line) => line.split(':')).map(([name = '', , id]) => [Number(id ?? -1), name.slice(0, 32)] as const),
    )
  } catch {
    return new Map()
  }
}
