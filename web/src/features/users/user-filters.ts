/** What users are looked for by, each below the title of its column. */
import type { ListFilter } from '../../parts/filter-field.tsx'
import { choiceFilters, textFilters } from './users-search.ts'
import type { FilterName } from './users-search.ts'
import type { UserTexts } from './users-texts.ts'

export const userFilters = (t: UserTexts): readonly ListFilter<FilterName>[] => [
  ...textFilters.map((name) => ({ name, label: t.columns[name] })),
  { name: 'role', label: t.columns.role, choices: choiceFilters.role.map((role) => [role, t.roles[role]] as const) },
  {
    name: 'twoFactor',
    label: t.columns.twoFactor,
    choices: choiceFilters.twoFactor.map((state) => [state, t.twoFactor[state]] as const),
  },
]
