/** What credentials are looked for by, each below the title of its column. */
import type { ListFilter } from '../../parts/filter-field.tsx'
import { usedChoices } from './credential-search.ts'
import type { CredentialFilterName } from './credential-search.ts'
import type { CredentialTexts } from './credential-texts.ts'

export const credentialFilters = (
  t: CredentialTexts,
  policies: readonly string[],
): readonly ListFilter<CredentialFilterName>[] => [
  { name: 'label', label: t.columns.label },
  { name: 'person', label: t.columns.user },
  { name: 'workspaceName', label: t.columns.workspace },
  { name: 'policy', label: t.columns.policy, choices: policies.map((name) => [name, name] as const) },
  { name: 'used', label: t.columns.lastUsedAt, choices: usedChoices.map((used) => [used, t.used[used]] as const) },
]
