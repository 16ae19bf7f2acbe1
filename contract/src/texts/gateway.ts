import { gatewayEn } from './gateway.en.ts'
import { gatewayKo } from './gateway.ko.ts'
import type { Language } from './language.ts'

export type GatewayRefusal = keyof typeof gatewayEn
export type GatewayTexts = Readonly<
  Record<GatewayRefusal, { readonly title: string; readonly text: string; readonly again: string | undefined }>
>

const dictionaries: Readonly<Record<Language, GatewayTexts>> = { en: gatewayEn, ko: gatewayKo }

export const gatewayTexts = (language: Language): GatewayTexts => dictionaries[language]
