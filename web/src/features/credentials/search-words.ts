import type { SearchedListWords } from '../../parts/searched-list.tsx'
import type { CredentialTexts } from './credential-texts.ts'

export const searchWords = (t: CredentialTexts): SearchedListWords => ({
  search: t.search,
  more: t.more,
  notLoaded: t.notLoaded,
  noneFound: t.empty.found,
  clear: t.clear,
})
