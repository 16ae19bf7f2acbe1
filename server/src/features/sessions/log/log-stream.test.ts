/** Output that is written faster than it is read. */
import { createPieceReader } from '@berth/contract/log-pieces.ts'
import { buffer, text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { Engine } from '../../../engines/engine.ts'
import type { Caller } from '../../../platform/http/caller.ts'
import { logStream } from './log-stream.ts'
import { hidingOf } from './redaction.ts'

const caller = { user: 'u', login: 'l', credential: null, address: '127.0.0.1', until: null } as Caller
const nothing = { [Symbol.dispose]() {} }

/** Bytes and where they begin; what lies between was written over. */
const engineWith = (written: readonly (readonly [at: number, text: string])[]): Pick<Engine, 'logs'> => ({
  async *logs(_id, { from, onStart }) {
    let at = from
    for (const [start, piece] of written) {
      if (start + piece.length <= at) continue
      const begin = Math.max(at, start)
      if (begin !== at || at === from) onStart?.(begin)
      yield Buffer.from(piece.slice(begin - start))
      at = start + piece.length
    }
  },
})
const read = async (engine: Pick<Engine, 'logs'>, places: boolean) => {
  const hiding = hidingOf(['*_TOKEN'], { A_TOKEN: 'hunter2' })
  const deps = {
    engine,
    sessions: { load: async () => [], hidingOf: async () => hiding },
    events: { subscribe: () => nothing },
    leases: { take: () => nothing as never },
  }
  return (await logStream(deps, { caller, id: 'x', from: 0, source: 'main', follow: false, places })).body
}

test('who reads is told that something is missing, once for each time', async () => {
  const engine = engineWith([
    [0, 'one hun'],
    [5000, 'ter2 two, and much more of it'],
    [9000, 'three hunter2, and so on'],
  ])
  const seen: (readonly [text: string, next: number])[] = []
  createPieceReader((bytes, next) => void seen.push([Buffer.from(bytes).toString(), next]))(
    await buffer(await read(engine, true)),
  )
  expect(seen.filter(([piece]) => piece === '').map(([, next]) => next)).toEqual([5000, 9000])
  const shown = seen.map(([piece]) => piece).join('')
  expect(shown).toContain('one hun')
  expect(shown).toContain('and much more of it')
  expect(shown).not.toContain('ter2 two')
  expect(await text(await read(engine, false))).toBe(shown)
})

test('where nothing is missing nothing is said', async () => {
  const engine = engineWith([
    [0, 'one '],
    [4, 'two '],
  ])
  const seen: string[] = []
  createPieceReader((bytes) => void seen.push(Buffer.from(bytes).toString()))(await buffer(await read(engine, true)))
  expect(seen).not.toContain('')
  expect(seen.join('')).toBe('one two ')
})
