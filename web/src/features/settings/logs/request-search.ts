/** Which requests of the log are shown. */
import type { RequestEntry } from '../../../api/request-entry.ts'

/** The server said no, or nothing. */
export const isError = ({ status }: Pick<RequestEntry, 'status'>): boolean => status === 0 || status >= 400

export interface RequestSearch {
  readonly text: string
  readonly errorsOnly: boolean
}

/** Every word stands somewhere in it. */
export function fitting<Entry extends RequestEntry>(
  entries: readonly Entry[],
  { text, errorsOnly }: RequestSearch,
  wordsOf: (entry: Entry) => string,
): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    if (errorsOnly && !isError(entry)) return false
    if (words.length === 0) return true
    const { method, path, status, request, problem } = entry
    const said = [method, path, String(status), request, problem, wordsOf(entry)].join(' ').toLowerCase()
    return words.every((word) => said.includes(word))
  })
}
