import type { consoleOfflineEn } from './console-offline.en.ts'
import type { Translation } from './language.ts'

export const consoleOfflineRu: Translation<typeof consoleOfflineEn> = {
  title: 'Сервер недоступен',
  text: 'Возможно, у вас нет сети или сервер не запущен. Ваши сессии продолжают работу сами. Страница вернётся, как только появится ответ.',
  retry: 'Повторить',
}
