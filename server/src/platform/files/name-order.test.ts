import { expect, test } from 'vitest'
import { compareAny, comparePlain, isPlain } from './name-order.ts'

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at))

/** The same each time. */
function createRandom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

test.each([
  ['all', printable.join('')],
  ['few, so that many are nearly the same', 'aAbB019 .-_'],
  ['digits', '01290'],
  ['words', 'run RUN 10'],
])('plain names of %s have the order of the collator', (_, alphabet) => {
  const random = createRandom(7)
  const name = () => Array.from({ length: random(9) }, () => alphabet[random(alphabet.length)]).join('')
  for (let n = 0; n < 20_000; n++) {
    const [a, b] = [name(), name()]
    expect([isPlain(a), isPlain(b)]).toEqual([true, true])
    const [plain, any] = [Math.sign(comparePlain(a, b)), Math.sign(compareAny(a, b))]
    if (plain !== any) throw new Error(`${JSON.stringify([a, b])}: ${plain}, and by the collator ${any}`)
  }
})

test('what is no plain ASCII, or very long, is left to the collator', () => {
  expect(['', 'a b~', '~'.repeat(200)].map(isPlain)).toEqual([true, true, true])
  expect(['é', 'a\tb', 'a\n', '\u007f', '한', 'l\u00b7', '9'.repeat(201)].map(isPlain)).toEqual(Array(7).fill(false))
})
