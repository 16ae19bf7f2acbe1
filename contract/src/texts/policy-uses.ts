/** What uses a policy, in a sentence of any language: whose, and by which credential. */
import type { ProblemParams } from '../problems.ts'

export function listPolicyUses(
  { usedBy, count }: ProblemParams<'policy-in-use'>,
  more: (rest: number) => string,
): string {
  const names = usedBy.map(({ user, label, credential }) => `${user} (${label === '' ? credential : label})`)
  const shown = names.join(', ')
  return count > usedBy.length ? `${shown} ${more(count - usedBy.length)}` : shown
}
