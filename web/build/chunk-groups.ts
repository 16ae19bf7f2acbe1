/**
 * Everything that a start reaches without a dynamic import goes into one file: one request, and it compresses better
 * than twenty small ones. Only for starts whose modules are used whole: what is reached is decided before unused code
 * is dropped. React stands apart, since its file stays the same when the console changes. So does the start itself:
 * other starts use the file as well, and would begin this one by that.
 */
import type { Rolldown } from 'vite'

type Groups = NonNullable<Exclude<Rolldown.OutputOptions['codeSplitting'], boolean | undefined>['groups']>

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** What of the modules that a start reaches goes into its file; all of them when nothing is said. */
export interface Start {
  readonly from: string
  readonly only?: RegExp
}

/** Starts in the order of their priority: what the first reaches is not repeated in the second. */
export function chunkGroups(starts: Readonly<Record<string, Start>>): Groups {
  const react = { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }
  return [
    react,
    ...Object.entries(starts).map(([name, { from, only }]) => {
      let reached: ReadonlySet<string> | undefined
      return {
        debugName: name,
        name: (id: string, graph: Graph) =>
          (only?.test(id) ?? true) && (reached ??= reachedFrom(from, graph)).has(id) ? name : null,
      }
    }),
  ]
}

function reachedFrom(start: string, graph: Graph): ReadonlySet<string> {
  const reached = new Set([start])
  for (const id of reached) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reached.add(next)
  reached.delete(start)
  return reached
}
