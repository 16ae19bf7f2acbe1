import { gatewayEn } from './gateway.en.ts'
import { gatewayFr } from './gateway.fr.ts'
import { gatewayId } from './gateway.id.ts'
import { gatewayMn } from './gateway.mn.ts'
import { gatewayKo } from './gateway.ko.ts'
import { gatewayRu } from './gateway.ru.ts'
import { dictionaries } from './language.ts'
import type { Language } from './language.ts'

export type GatewayRefusal = keyof typeof gatewayEn
export type GatewayTexts = Readonly<
  Record<GatewayRefusal, { readonly title: string; readonly text: string; readonly again: string | undefined }>
>

const texts = dictionaries<GatewayTexts>(gatewayEn, {
  ko: gatewayKo,
  ru: gatewayRu,
  fr: gatewayFr,
  mn: gatewayMn,
  id: gatewayId,
})

export const gatewayTexts = (language: Language): GatewayTexts => texts[language]
