import type { consoleUiEn } from './console-ui.en.ts'
import type { Translation } from './language.ts'

export const consoleUiMn: Translation<typeof consoleUiEn> = {
  close: 'Хаах',
  cancel: 'Болих',
  copy: 'Хуулах',
  copied: 'Хуулсан',
  copyFailed: 'Хуулж чадсангүй. Бичвэрийг сонгоод гараар хуулна уу.',
  showPassword: 'Нууц үгийг харуулах',
  hidePassword: 'Нууц үгийг нуух',
  capsLock: 'Caps Lock асаалттай байна',
  optional: 'заавал биш',
  tags: {
    remove: (p) => `Устгах: ${p.tag}`,
    edit: (p) => `Засах: ${p.tag}`,
    bad: 'буруу',
    entered: (p) => `${p.label}: оруулсан`,
  },
  loading: 'Ачаалж байна',
  actions: 'Үйлдлүүд',
  retry: 'Дахин оролдох',
  dismiss: 'Хаах',
  messages: 'Мессеж',
  requestId: 'Хүсэлтийн ID',
  freeNow: (p) => `одоо сул: ${p.amount}`,
  theme: { label: 'Өнгө төрх', light: 'Цайвар', dark: 'Бараан', system: 'Системийнхээр' },
  language: 'Хэл',
  systemLanguage: 'Системийн хэл',
  help: 'Тусламж',
}
