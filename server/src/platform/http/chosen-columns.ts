import { Problem } from './problem.ts'

/** The columns of an export that were asked for, each once, in the order in which they were; all of them otherwise. */
export function chosenColumns<Name extends string>(asked: string | undefined, known: readonly Name[]): Name[] {
  if (asked === undefined) return [...known]
  const chosen = asked.split(',').map((name) => known.find((one) => one === name.trim()))
  if (chosen.every((name) => name !== undefined)) return [...new Set(chosen)]
  const message = `some of ${known.join(', ')}`
  throw new Problem('invalid-input', { errors: [{ path: 'query.columns', code: 'unknown', message }] })
}
