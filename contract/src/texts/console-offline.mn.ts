import type { consoleOfflineEn } from './console-offline.en.ts'
import type { Translation } from './language.ts'

export const consoleOfflineMn: Translation<typeof consoleOfflineEn> = {
  title: 'Сервертэй холбогдох боломжгүй',
  text: 'Таны сүлжээ тасарсан, эсвэл сервер ажиллахгүй байж магадгүй. Таны сессүүд өөрсдөө үргэлжилнэ. Хариу ирмэгц энэ хуудас буцаж нээгдэнэ.',
  retry: 'Дахин оролдох',
}
