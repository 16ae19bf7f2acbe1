import { expect, test } from 'vitest'
import { hidingOf } from './redaction.ts'
import { createShownLog, shownStart, type ShownLog, type ShownPiece } from './shown-log.ts'

const secret = 'correct-horse-battery'
const hiding = hidingOf(['*_TOKEN'], { A_TOKEN: secret })
const bytes = (text: string) => Buffer.from(text)

/** What is shown of a log that is kept from `start` on, and where reading would go on. */
function show(log: ShownLog, written: string, start = 0, size = 7) {
  const pieces: (ShownPiece | null)[] = []
  const from = Math.max(start, log.readFrom)
  if (from > log.readFrom) pieces.push(log.begin(from))
  for (let at = from; at < written.length; at += size) pieces.push(log.push(bytes(written.slice(at, at + size))))
  pieces.push(log.end())
  const shown = pieces.filter((piece) => piece !== null)
  return { text: shown.map((piece) => Buffer.from(piece.bytes).toString()).join(''), next: shown.at(-1)?.next }
}

test('without anything to hide it is what was written, with its places', () => {
  const log = createShownLog(null, 3)
  expect(log.readFrom).toBe(3)
  expect([log.push(bytes('abc')), log.begin(10), log.push(bytes('d')), log.end()]).toEqual([
    { bytes: bytes('abc'), next: 6 },
    null,
    { bytes: bytes('d'), next: 11 },
    null,
  ])
})

test('wherever reading begins, it shows the end of what is shown from the start', () => {
  const written = `one ${secret} two A_TOKEN="x y" three ${secret}${secret}.\n`
  const whole = show(createShownLog(hiding, 0), written)
  expect(whole).toEqual({ text: 'one ******** two A_TOKEN="********" three ********.\n', next: written.length })
  for (let from = 0; from < written.length; from++) {
    const { text } = show(createShownLog(hiding, from), written)
    expect(whole.text.endsWith(text)).toBe(true)
  }
})

test('where the beginning is not kept, the end of a value is left out with what may be one', () => {
  const written = `${'x'.repeat(40_000)}${secret} after it there is more\n`
  for (let cut = 1; cut < secret.length; cut++) {
    const start = 40_000 + cut
    const from = shownStart(hiding, 0, start)
    expect(from).toBe(start + secret.length - 1)
    const { text } = show(createShownLog(hiding, from), written, start)
    expect(`${secret} after it there is more\n`.endsWith(text)).toBe(true)
    expect(text.length).toBe(written.length - from)
    expect(secret.slice(-3)).not.toBe(text.slice(0, 3))
  }
})

test('after a gap nothing of a value is put together or shown', () => {
  const log = createShownLog(hiding, 0)
  log.push(bytes('begin correct-'))
  expect(log.begin(5000)).toEqual({ bytes: bytes('correct-'), next: 14 })
  const rest = [log.push(bytes(`${secret.slice(8)} ${'.'.repeat(40)}`)), log.end()]
  const text = rest.map((piece) => (piece ? Buffer.from(piece.bytes).toString() : '')).join('')
  expect(text).toBe('.'.repeat(34))
})
