/** Reads JSON bodies: only `application/json`, valid UTF-8, at most 1 MiB, and an error that says where it is. */
import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

export const bodyLimit = 1024 * 1024

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseJson(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** Keys that would reach an object's prototype if somebody copied the parsed value carelessly. */
const refuseProto = (key: string, value: unknown): unknown => {
  if (key === '__proto__')
    throw new Problem('invalid-input', {
      errors: [{ path: 'body.__proto__', code: 'unknown', message: 'is not known here' }],
    })
  return value
}

function parseJson(bytes: Buffer): unknown {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    throw new Problem('malformed-json', { line: 1, column: 1 })
  }
  try {
    return text.includes('__proto__') ? JSON.parse(text, refuseProto) : JSON.parse(text)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('malformed-json', placeOf(error as Error, text))
  }
}

/** V8 says "… at position 12 (line 1 column 13)", or nothing when the text just ends. */
function placeOf(error: Error, text: string): { line: number; column: number } {
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length)
  const before = text.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
