import type { consoleUiEn } from './console-ui.en.ts'
import type { Translation } from './language.ts'

export const consoleUiRu: Translation<typeof consoleUiEn> = {
  close: 'Закрыть',
  cancel: 'Отмена',
  copy: 'Копировать',
  copied: 'Скопировано',
  copyFailed: 'Не удалось скопировать. Выделите текст и скопируйте его вручную.',
  showPassword: 'Показать пароль',
  hidePassword: 'Скрыть пароль',
  capsLock: 'Включён Caps Lock',
  optional: 'необязательно',
  tags: {
    remove: (p) => `Удалить ${p.tag}`,
    edit: (p) => `Изменить ${p.tag}`,
    bad: 'недопустимо',
    entered: (p) => `${p.label}: введено`,
  },
  loading: 'Загрузка',
  actions: 'Действия',
  retry: 'Повторить',
  dismiss: 'Закрыть',
  messages: 'Сообщения',
  requestId: 'Идентификатор запроса',
  freeNow: (p) => `сейчас свободно: ${p.amount}`,
  theme: { label: 'Тема', light: 'Светлая', dark: 'Тёмная', system: 'Как в системе' },
  language: 'Язык',
  systemLanguage: 'Как в системе',
  help: 'Справка',
}
