import type { ProblemCode, ProblemParams } from '@berth/contract/problems.ts'

/** The one way to refuse: `throw new Problem('quota-exceeded', { violations })`. Anything else thrown is a bug. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C
  readonly params: ProblemParams<C>
  constructor(code: C, ...params: Record<never, never> extends ProblemParams<C> ? [] : [ProblemParams<C>])
  constructor(code: C, params = {} as ProblemParams<C>) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.params = params
  }
}
