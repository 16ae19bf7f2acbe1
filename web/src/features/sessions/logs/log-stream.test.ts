import { pieceHeader } from '@berth/contract/log-pieces.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followLog } from './log-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const encode = (text: string) => new TextEncoder().encode(text)
/** As the server sends them: each with the place after it, which need not follow from what is shown. */
const piece = (next: number, bytes: Uint8Array) => new Uint8Array([...pieceHeader(next, bytes.length), ...bytes])

/** An answer whose body is given piece by piece; `Error` breaks the connection. */
function answer(pieces: (Uint8Array | Error)[], headers: Record<string, string> = {}, status = 200): Response {
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = pieces.shift()
      if (next === undefined) controller.close()
      else if (next instanceof Error) controller.error(next)
      else controller.enqueue(next)
    },
  })
  return new Response(body, { status, headers })
}

async function follow(answers: Response[], isOver = () => true) {
  const seen = { text: '', states: [] as string[], offsets: [] as number[], gaps: 0, skips: 0, problems: 0 }
  using _ = followLog({
    addressFrom: (offset) => String(offset),
    fetch(url) {
      seen.offsets.push(Number(url))
      const next = answers.shift()
      return next === undefined ? Promise.reject(new Error('no connection')) : Promise.resolve(next)
    },
    onText: (text) => void (seen.text += text),
    onState: (state) => void seen.states.push(state),
    isOver,
    onGap: () => void (seen.gaps += 1),
    onSkip: () => void (seen.skips += 1),
    onProblem: () => void (seen.problems += 1),
  })
  await vi.advanceTimersByTimeAsync(3000)
  return seen
}

test('a broken connection is taken up behind the last whole piece, also within a character', async () => {
  const bytes = encode('한글\n')
  const [first, second] = [piece(40, bytes.subarray(0, 4)), piece(43, bytes.subarray(4))]
  const broken = [first.subarray(0, 5), first.subarray(5), second.subarray(0, 11), new Error('reset')]
  const seen = await follow([answer(broken), answer([second])])
  expect(seen.text).toBe('한글\n')
  expect(seen.offsets).toEqual([0, 40])
  expect(seen.states).toEqual(['loading', 'following', 'lost', 'following', 'complete'])
})

test('output that is no longer kept is said', async () => {
  const seen = await follow([answer([piece(1004, encode('late'))], { 'log-offset': '1000' })])
  expect(seen.gaps).toBe(1)
  expect(seen.text).toBe('late')
})

test('output that came too fast to be read is said', async () => {
  const seen = await follow([answer([piece(3, encode('one')), piece(900, encode('')), piece(903, encode('two'))])])
  expect([seen.text, seen.skips, seen.gaps]).toEqual(['onetwo', 1, 0])
})

test('a refusal is final', async () => {
  const seen = await follow([answer([], {}, 404)])
  expect(seen.problems).toBe(1)
  expect(seen.offsets).toEqual([0])
})

test('a stream that ends before its session is taken up again', async () => {
  const answers = [answer([piece(4, encode('one '))]), answer([piece(7, encode('two'))])]
  const seen = await follow(answers, () => answers.length === 0)
  expect(seen.text).toBe('one two')
  expect(seen.offsets).toEqual([0, 4])
  expect(seen.states.at(-1)).toBe('complete')
})
