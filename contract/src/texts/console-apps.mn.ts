import type { consoleAppsEn } from './console-apps.en.ts'
import type { Translation } from './language.ts'

export const consoleAppsMn: Translation<typeof consoleAppsEn> = {
  title: 'Апп',
  note: 'Апп бүр өөрийн хаягаар нээгдэх бөгөөд анх нээхэд ажиллаж эхэлнэ.',
  none: 'Энэ орчинд нээж болох зүйл олдсонгүй.',
  notLoaded: 'Аппуудыг ачаалж чадсангүй.',
  later: 'Сесс ажиллаж эхлэхэд нээж болно.',
  open: 'Нээх',
  openOf: (p) => `${p.title} аппыг шинэ цонхонд нээх`,
  copyAddress: (p) => `${p.title} аппын хаягийг хуулах`,
  opening: (p) => `${p.app} нээгдэж байна`,
  starting: 'Ажиллаагүй бол эхлүүлнэ. Нэг минут орчим болж магадгүй.',
  failed: (p) => `${p.app} нээж чадсангүй`,
  output: 'Аппын хамгийн сүүлийн гаралт',
  loopTitle: 'Хөтөч күүкигүй буцаж ирлээ',
  loopText: 'Аппад өөрийн хаягийн күүки хэрэгтэй. Күүкиг нь зөвшөөрөөд дахин нээнэ үү.',
  again: 'Дахин нээх',
  toSession: 'Сесс рүү',
}
