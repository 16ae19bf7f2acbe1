/** Limits as people read them, with ∞ where there is none. */
import type { Language } from '@berth/contract/texts/language.ts'
import { bytes, number } from '../../parts/amounts.ts'

const infinite = '∞'

type Resource =
  | 'cpu'
  | 'memory'
  | 'gpu'
  | 'gpuShares'
  | 'concurrentSessions'
  | 'pendingSessions'
  | 'folderCapacity'
  | 'maxFolders'

export function amountText(language: Language, resource: Resource, value: number | null): string {
  if (value === null) return infinite
  return resource === 'memory' || resource === 'folderCapacity' ? bytes(language, value) : number(language, value)
}
