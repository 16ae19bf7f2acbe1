/**
 * Password hashes: argon2id, 19 MiB, 2 passes, 1 lane. Hashing runs on other threads, a few at a time, and a queue that
 * is too long refuses instead of growing, so that a burst of sign-ins cannot stall anything else.
 */
import { availableParallelism } from 'node:os'
import { hash, verify, type Algorithm, type Options } from '@node-rs/argon2'
import { Problem } from '../../platform/http/problem.ts'

/** `Algorithm.Argon2id`: the package declares a const enum, which type stripping cannot read. */
const argon2id = 2 as Algorithm

/** What one hash takes: kibibytes of memory, and passes over them. */
export interface HashCost {
  readonly memoryCost: number
  readonly timeCost: number
}
const usualCost: HashCost = { memoryCost: 19 * 1024, timeCost: 2 }

export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long for an unknown user (`null`) as for a known one. */
  matches(password: string, stored: string | null): Promise<boolean>
  /** Was it made with weaker parameters than today's? */
  isOutdated(stored: string): boolean
}

export function createPasswords(options: { readonly longestQueue?: number; readonly cost?: HashCost } = {}): Passwords {
  const { longestQueue = 200, cost = usualCost } = options
  const parameters: Options = { algorithm: argon2id, parallelism: 1, ...cost }
  const current = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=1$`
  const enqueue = boundedQueue(Math.max(1, availableParallelism() - 1), longestQueue)
  // Made of nothing that anybody knows; compared with when there is no user, so that the answer takes as long.
  const nobody = hash(crypto.randomUUID(), parameters)
  return {
    hash: (password) => enqueue(() => hash(normalize(password), parameters)),
    matches: (password, stored) =>
      enqueue(async () => (await verify(stored ?? (await nobody), normalize(password))) && stored !== null),
    isOutdated: (stored) => !stored.startsWith(current),
  }
}

/** The same password typed on two keyboards may come as different code points. */
const normalize = (password: string) => password.normalize('NFKC')

function boundedQueue(width: number, longest: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= width) {
      if (waiting.length >= longest) throw new Problem('too-many-requests', { retryAfter: 2 })
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
