/**
 * Names in a zip. Whoever unpacks it may have other rules for names: none of them leads anywhere else, and two that would
 * be one there are two. Pure.
 */
import type { PathNames } from '../../../platform/files/path-names.ts'

interface Directory {
  readonly name: Buffer
  readonly shown: string
  /** By what is in it. */
  readonly taken: Set<string>
}

/** Of paths that come directory by directory: no more names are kept than those beside the one it is at. */
export function createZipNames() {
  const top = new Set<string>()
  const at: Directory[] = []
  return {
    nameOf(path: PathNames): string {
      const known = at.findIndex(({ name }, level) => !path[level]?.equals(name))
      if (known >= 0) at.length = known
      for (const name of path.slice(at.length)) {
        const taken = at.at(-1)?.taken ?? top
        const shown = freeName(name.toString().replaceAll(/[\\\p{Cc}]/gu, '_'), taken)
        taken.add(shown)
        at.push({ name, shown, taken: new Set() })
      }
      return at.map(({ shown }) => shown).join('/')
    },

    /** For what is no file of theirs, beside all that were named. */
    newName: (wanted: string): string => freeName(wanted, top),
  }
}

/** `a (2).txt`, where there is one. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const dot = wanted.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, '']
  for (let name = wanted, number = 2; ; number++) {
    if (!taken.has(name)) return name
    name = `${stem} (${number})${ending}`
  }
}
