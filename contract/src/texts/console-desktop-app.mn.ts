import type { consoleDesktopAppEn } from './console-desktop-app.en.ts'
import type { Translation } from './language.ts'

export const consoleDesktopAppMn: Translation<typeof consoleDesktopAppEn> = {
  title: 'Berth-ийг апп болгон суулгах',
  text: 'Өөрийн цонхонд, өөрийн дүрстэйгээр нээгдэнэ. Сервер дээр ажиллаж буй зүйл өөрчлөгдөхгүй.',
  byHand: 'Хөтөч өөрийн цэснээс суулгадаг:',
  ways: {
    chromium: 'Chrome, Edge: хаягийн мөрийн төгсгөл дэх дүрс, эсвэл цэсний «Install» (Суулгах).',
    safari: 'Safari: File цэсний «Add to Dock»; iPhone, iPad дээр Share цэсний «Add to Home Screen».',
    android: 'Android: цэсний «Add to home screen» (Нүүр дэлгэцэд нэмэх).',
    firefox: 'Компьютерын Firefox апп суулгаж чаддаггүй. Суулгахын тулд энэ хуудсыг өөр хөтчөөр нээнэ үү.',
  },
  needsHttps: 'Хөтөч зөвхөн https-ээр ирсэн зүйлийг суулгадаг. Энэ хуудас тийм биш: администратороос асууна уу.',
}
