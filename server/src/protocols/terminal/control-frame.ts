import type { z } from 'zod'

/** A text frame as the contract has it, or null. */
export function parseControl<S extends z.ZodType>(schema: S, text: string): z.output<S> | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const result = schema.safeParse(value)
  return result.success ? result.data : null
}
