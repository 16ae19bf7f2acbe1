import type { consoleSiteSettingsEn } from './console-site-settings.en.ts'
import type { Translation } from './language.ts'

export const consoleSiteSettingsRu: Translation<typeof consoleSiteSettingsEn> = {
  title: 'Настройки сайта',
  logins: 'Как долго действует вход',
  security: 'Пароли и двухфакторная аутентификация',
  loginIdleLifetime: 'Без использования вход завершается через',
  loginIdleLifetimeHelp: 'От 5 минут до 30 дней.',
  loginAbsoluteLifetime: 'В любом случае вход завершается через',
  loginAbsoluteLifetimeHelp: 'От 10 минут до 365 дней.',
  idleLonger: 'Не дольше, чем вход действует в любом случае.',
  number: (p) => `${p.label}: число`,
  unit: (p) => `${p.label}: единица`,
  units: { seconds: 'секунд', minutes: 'минут', hours: 'часов', days: 'дней' },
  loginExtension: 'Вход можно продлевать',
  loginExtensionHelp: 'В верхней панели показывается оставшееся время с кнопкой для продления.',
  enforceRequiredPasswordChange: 'Пока не сменён пароль, смена которого запрошена, ничего не работает',
  enforceRequiredPasswordChangeHelp: 'Иначе пользователь только видит напоминание.',
  requireTwoFactor: 'Кто обязан использовать двухфакторную аутентификацию',
  requireTwoFactorItems: { none: 'Никто', admins: 'Суперадмины', everyone: 'Все' },
  requireTwoFactorHelp: {
    none: 'Каждый решает сам.',
    admins: 'Суперадмин без неё ничего не сможет делать, пока её не настроит.',
    everyone: 'Тот, у кого её нет, ничего не сможет делать, пока её не настроит.',
  },
  invitations: 'Приглашения',
  signUpByInvitation: 'Приглашённые могут сами создать учётную запись',
  signUpByInvitationHelp:
    'По полученной ссылке и только с той почтой, на которую пришло приглашение. Иначе учётную запись создаёт администратор.',
  starts: 'Запуск сессий',
  bootstrapTimeLimit: 'Стартовый скрипт может выполняться',
  bootstrapTimeLimitHelp: 'От 10 секунд до 4 часов. Затем он останавливается, и сессия работает с предупреждением.',
  desktopAppTitle: 'Приложение для компьютера',
  desktopApp: 'Консоль можно устанавливать как приложение для компьютера',
  desktopAppHelp:
    'В меню пользователей появляется пункт «Скачать приложение для компьютера», который устанавливает её из браузера.',
  desktopAppLink: 'Адрес готового пакета',
  desktopAppLinkHelp: 'Если вы предлагаете собственный: пункт меню ведёт туда.',
  yourself:
    'Это касается и вас: ваша двухфакторная аутентификация отключена, поэтому следующим шагом её придётся настроить.',
  save: 'Сохранить изменения',
  discard: 'Отменить изменения',
  saved: (p) => `Сохранено: ${p.names}.`,
  changed: 'изменено',
  loadFailed: 'Не удалось загрузить настройки',
  notSaved: 'Ничего не сохранено',
  errors: {
    range: 'Значение вне допустимых пределов.',
    number: 'Введите число.',
    link: 'Введите адрес, который начинается с https:// или http://, либо оставьте поле пустым.',
  },
}
