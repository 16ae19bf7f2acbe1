import { vi } from 'vitest'

/** The check may fail for a while; on a busy machine that may be long, which is no failure. */
export const soon = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { timeout: 10_000, interval: 20 })
