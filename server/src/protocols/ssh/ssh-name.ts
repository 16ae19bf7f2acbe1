/** What stands before the `@`: a session by name or id, and whose it is where that is said. */
export interface SshName {
  /** A user name; null: whoever the key belongs to. */
  readonly owner: string | null
  readonly session: string
  readonly isId: boolean
}

/** Instead of a session: the storage folders of whoever comes in. A session of that name is reached by its id. */
export const foldersName = 'folders'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** User names may have a plus sign, names of sessions have none. */
export function parseSshName(text: string): SshName {
  const plus = text.lastIndexOf('+')
  const session = text.slice(plus + 1)
  return { owner: plus < 0 ? null : text.slice(0, plus), session, isId: uuid.test(session) }
}
