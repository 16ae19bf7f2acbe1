/** Turns what came in into what a handler gets, or into a problem that names the place. */
import type { InputError } from '@berth/contract/problems.ts'
import type { Schema } from '@berth/contract/endpoint.ts'
import { safeParse, type $ZodType, type $ZodIssue } from 'zod/v4/core'
import { Problem } from './problem.ts'

export type Part = 'params' | 'query' | 'body'

export function parseInput(part: Part, schema: Schema | undefined, value: unknown): unknown {
  if (!schema) {
    if (part === 'params' || isEmpty(value)) return undefined
    throw new Problem('invalid-input', { errors: [{ path: part, code: 'unknown', message: `no ${part} is expected` }] })
  }
  const strange = placeOfStrangeText(value, part, 0)
  if (strange !== null)
    throw new Problem('invalid-input', {
      errors: [{ path: strange, code: 'not-text', message: 'must not contain NUL or halves of characters' }],
    })
  const result = safeParse(schema as $ZodType, part === 'body' ? value : (value ?? {}), { reportInput: false })
  if (result.success) return result.data
  throw new Problem('invalid-input', { errors: result.error.issues.flatMap((issue) => describe(part, issue, value)) })
}

/**
 * No text of ours has a NUL or half of a character: PostgreSQL stores neither, and what is cut at a NUL somewhere passes
 * one check as one text and the next as another.
 */
function placeOfStrangeText(value: unknown, path: string, depth: number): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : null
  if (typeof value !== 'object' || value === null) return null
  // Deeper than anything that a schema describes, and a way to use up the stack.
  if (depth > 100) return path
  for (const [key, inner] of Object.entries(value)) {
    const place = `${path}.${key.slice(0, 100)}`
    const found = placeOfStrangeText(key, path, depth) ?? placeOfStrangeText(inner, place, depth + 1)
    if (found !== null) return found
  }
  return null
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)

/** At most so many, so that a hostile body cannot make a large answer. */
const mostErrors = 50

function describe(part: Part, issue: $ZodIssue, value: unknown): InputError[] {
  const path = [part, ...issue.path.map(String)].join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, mostErrors).map((key) => ({
      path: `${path}.${key.slice(0, 100)}`,
      code: 'unknown',
      message: 'is not known here',
    }))
  if (isMissing(issue, value)) return [{ path, code: 'required', message: 'is required' }]
  const code = issue.code === 'custom' ? String(issue.params?.['code'] ?? 'invalid') : issue.code.replaceAll('_', '-')
  return [{ path, code, message: issue.message }]
}

function isMissing(issue: $ZodIssue, value: unknown): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union' && issue.code !== 'invalid_value') return false
  const at = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  )
  return at === undefined
}
