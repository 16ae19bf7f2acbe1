/**
 * Which texts few users have. Remembered for a while, since it decides only which way a list is read, never what it
 * shows: a list is as true with an old answer, at worst slower.
 */
import type pg from 'pg'
import { countStatement, findableTexts, type TextField, type UserFilters } from './user-list-statement.ts'

/** Of more than this, a page is found sooner by going along its order. */
const few = 8_000
const rememberMs = 60_000
const rememberAtMost = 1_000

export function createRareTexts(pool: pg.Pool) {
  const remembered = new Map<string, { readonly isRare: Promise<boolean>; readonly until: number }>()

  const isRare = async (field: TextField, part: string): Promise<boolean> => {
    const { text, values } = countStatement(field, part, few)
    const { rows } = await pool.query<{ count: number }>(text, [...values])
    return (rows[0]?.count ?? 0) <= few
  }

  const recall = (field: TextField, part: string): Promise<boolean> => {
    const key = `${field}\n${part.toLowerCase()}`
    const known = remembered.get(key)
    if (known && known.until > performance.now()) return known.isRare
    const asked = { isRare: isRare(field, part), until: performance.now() + rememberMs }
    asked.isRare.catch(() => remembered.delete(key))
    remembered.delete(key)
    remembered.set(key, asked)
    if (remembered.size > rememberAtMost) remembered.delete(remembered.keys().next().value ?? '')
    return asked.isRare
  }

  return async (filters: UserFilters): Promise<ReadonlySet<TextField>> => {
    const rare = new Set<TextField>()
    for (const [field, part] of findableTexts(filters)) if (await recall(field, part)) rare.add(field)
    return rare
  }
}
