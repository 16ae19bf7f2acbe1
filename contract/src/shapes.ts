/** Shapes that every noun uses: ids, times, lists. */
import { z } from 'zod'
import type { Schema } from './endpoint.ts'

/** UUIDv7, so that ids sort by creation. */
export const id = z.uuid()
/** RFC 3339, UTC. */
export const time = z.iso.datetime()
export const idParams = z.strictObject({ id })

/** Query of a list; `sort` is `field` or `-field`, several with commas, from the fields that the list names. */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  // long enough for the keys of several names in any script
  cursor: z.string().max(2000).optional(),
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), { error: 'must not contain NUL' })
    .optional(),
}

/** Of an export: its columns, by their names with commas (all when not given), and the name of the file. */
export const exportQuery = {
  columns: z.string().max(500).optional(),
  filename: z.string().min(1).max(255).optional(),
}

export const sortBy = <const Field extends string>(fields: readonly Field[]) =>
  z
    .string()
    .max(200)
    .regex(new RegExp(`^-?(${fields.join('|')})(,-?(${fields.join('|')}))*$`), `one of ${fields.join(', ')}`)
    .optional()

/** Answer of a list. `nextCursor` is null on the last page; `total` only where counting is cheap. */
export const page = <S extends Schema & z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() })

/**
 * Text that a person typed: no control characters (they forge log lines and terminals) and no direction overrides
 * (they make a name read as another).
 */
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/
export const line = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !unprintable.test(text), { error: 'must not contain control characters' })
