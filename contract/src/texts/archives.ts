import { archivesEn } from './archives.en.ts'
import { archivesFr } from './archives.fr.ts'
import { archivesId } from './archives.id.ts'
import { archivesKo } from './archives.ko.ts'
import { archivesMn } from './archives.mn.ts'
import { archivesRu } from './archives.ru.ts'
import { dictionaries } from './language.ts'
import type { Language } from './language.ts'

const texts = dictionaries(archivesEn, {
  ko: archivesKo,
  ru: archivesRu,
  fr: archivesFr,
  mn: archivesMn,
  id: archivesId,
})

export const archiveTexts = (language: Language): typeof archivesEn => texts[language]
