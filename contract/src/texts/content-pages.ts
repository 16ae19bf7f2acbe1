import { contentPagesEn } from './content-pages.en.ts'
import { contentPagesFr } from './content-pages.fr.ts'
import { contentPagesId } from './content-pages.id.ts'
import { contentPagesKo } from './content-pages.ko.ts'
import { contentPagesMn } from './content-pages.mn.ts'
import { contentPagesRu } from './content-pages.ru.ts'
import { dictionaries } from './language.ts'
import type { Language } from './language.ts'

export type ContentPageText = Exclude<keyof typeof contentPagesEn, 'leftOut'>

const texts = dictionaries(contentPagesEn, {
  ko: contentPagesKo,
  ru: contentPagesRu,
  fr: contentPagesFr,
  mn: contentPagesMn,
  id: contentPagesId,
})

export const contentPageTexts = (language: Language): typeof contentPagesEn => texts[language]
