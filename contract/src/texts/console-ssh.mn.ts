import type { consoleSshEn } from './console-ssh.en.ts'
import type { Translation } from './language.ts'

export const consoleSshMn: Translation<typeof consoleSshEn> = {
  title: 'SSH ба SFTP',
  shell: 'Shell',
  files: 'Файл',
  copyShell: 'Shell-ийн командыг хуулах',
  copyFiles: 'Файлын командыг хуулах',
  hostKey: 'Хостын түлхүүр',
  copyHostKey: 'Хостын түлхүүрийн хээг хуулах',
  hostKeyNote: 'Анх холбогдоход ssh энэ хээг харуулна. Өөр хээ гарвал энэ сервер биш.',
  noKeys: 'Танд SSH түлхүүр хараахан алга.',
  addKey: 'Нэмэх',
  off: 'Энэ сайтад SSH сервер алга.',
  notLoaded: 'SSH командыг ачаалж чадсангүй',
}
