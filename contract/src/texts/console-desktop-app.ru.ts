import type { consoleDesktopAppEn } from './console-desktop-app.en.ts'
import type { Translation } from './language.ts'

export const consoleDesktopAppRu: Translation<typeof consoleDesktopAppEn> = {
  title: 'Установка Berth как приложения',
  text: 'Консоль будет открываться в собственном окне, с собственным значком. То, что работает на сервере, остаётся тем же.',
  byHand: 'Браузер устанавливает его через собственное меню:',
  ways: {
    chromium: 'Chrome и Edge: значок в конце адресной строки или пункт «Установить» в меню.',
    safari: 'Safari: «Добавить в Dock» в меню «Файл»; на iPhone и iPad — «На экран „Домой“» в меню «Поделиться».',
    android: 'Android: «Добавить на главный экран» в меню.',
    firefox: 'Firefox на компьютере не умеет устанавливать приложения. Откройте эту страницу в другом браузере.',
  },
  needsHttps:
    'Браузеры устанавливают только то, что открыто по https. Эта страница открыта иначе: обратитесь к администратору.',
}
