/** The only way the server reads the time, so that tests can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export interface TestClock extends Clock {
  advance(milliseconds: number): void
}

export function createTestClock(start: Date | string = '2030-01-01T00:00:00Z'): TestClock {
  let milliseconds = new Date(start).getTime()
  if (Number.isNaN(milliseconds)) throw new RangeError(`Not a time: ${String(start)}`)
  return {
    now: () => new Date(milliseconds),
    advance(by) {
      milliseconds += by
    },
  }
}
