import type { consoleSshEn } from './console-ssh.en.ts'
import type { Translation } from './language.ts'

export const consoleSshRu: Translation<typeof consoleSshEn> = {
  title: 'SSH и SFTP',
  shell: 'Оболочка',
  files: 'Файлы',
  copyShell: 'Скопировать команду для входа в оболочку',
  copyFiles: 'Скопировать команду для работы с файлами',
  hostKey: 'Ключ хоста',
  copyHostKey: 'Скопировать отпечаток ключа хоста',
  hostKeyNote: 'При первом подключении ssh показывает этот отпечаток. Если он другой, это не этот сервер.',
  noKeys: 'У вас пока нет SSH-ключей.',
  addKey: 'Добавить',
  off: 'На этом сайте нет SSH-сервера.',
  notLoaded: 'Не удалось загрузить команду SSH',
}
