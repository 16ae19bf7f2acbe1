import type { consoleAppsEn } from './console-apps.en.ts'
import type { Translation } from './language.ts'

export const consoleAppsRu: Translation<typeof consoleAppsEn> = {
  title: 'Приложения',
  note: 'Каждое открывается по собственному адресу и запускается при первом открытии.',
  none: 'В этой среде не нашлось ничего, что можно открыть.',
  notLoaded: 'Не удалось загрузить приложения.',
  later: 'Их можно будет открыть, когда сессия запустится.',
  open: 'Открыть',
  openOf: (p) => `Открыть ${p.title} в новой вкладке`,
  copyAddress: (p) => `Скопировать адрес: ${p.title}`,
  opening: (p) => `Открывается ${p.app}`,
  starting: 'Если приложение ещё не работает, оно запускается. Это может занять минуту.',
  failed: (p) => `Не удалось открыть ${p.app}`,
  output: 'Последний вывод приложения',
  loopTitle: 'Браузер вернулся без cookie',
  loopText: 'Приложению нужен cookie с его собственного адреса. Разрешите для него cookie и откройте снова.',
  again: 'Открыть снова',
  toSession: 'К сессии',
}
