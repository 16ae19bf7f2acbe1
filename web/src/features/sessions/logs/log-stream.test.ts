import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followLog } from './log-stream.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const encode = (text: string) => new TextEncoder().encode(text)

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
  const seen = { text: '', states: [] as string[], offsets: [] as number[], gaps: 0, problems: 0 }
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
    onProblem: () => void (seen.problems += 1),
  })
  await vi.advanceTimersByTimeAsync(3000)
  return seen
}

test('a broken connection is taken up at its byte, also within a character', async () => {
  const bytes = encode('한글\n')
  const seen = await follow([answer([bytes.subarray(0, 4), new Error('reset')]), answer([bytes.subarray(4)])])
  expect(seen.text).toBe('한글\n')
  expect(seen.offsets).toEqual([0, 4])
  expect(seen.states).toEqual(['loading', 'following', 'lost', 'following', 'complete'])
})

test('output that is no longer kept is said', async () => {
  const seen = await follow([answer([encode('late')], { 'log-offset': '1000' })])
  expect(seen.gaps).toBe(1)
  expect(seen.text).toBe('late')
})

test('a refusal is final', async () => {
  const seen = await follow([answer([], {}, 404)])
  expect(seen.problems).toBe(1)
  expect(seen.offsets).toEqual([0])
})

test('a stream that ends before its session is taken up again', async () => {
  const answers = [answer([encode('one ')]), answer([encode('two')])]
  const seen = await follow(answers, () => answers.length === 0)
  expect(seen.text).toBe('one two')
  expect(seen.offsets).toEqual([0, 4])
  expect(seen.states.at(-1)).toBe('complete')
})
