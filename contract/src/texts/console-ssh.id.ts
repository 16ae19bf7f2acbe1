import type { consoleSshEn } from './console-ssh.en.ts'
import type { Translation } from './language.ts'

export const consoleSshId: Translation<typeof consoleSshEn> = {
  title: 'SSH dan SFTP',
  shell: 'Shell',
  files: 'File',
  copyShell: 'Salin perintah untuk shell',
  copyFiles: 'Salin perintah untuk file',
  hostKey: 'Kunci host',
  copyHostKey: 'Salin sidik jari kunci host',
  hostKeyNote: 'Pada koneksi pertama ssh menampilkan sidik jari ini. Jika berbeda, itu bukan server ini.',
  noKeys: 'Anda belum punya kunci SSH.',
  addKey: 'Tambahkan satu',
  off: 'Situs ini tidak punya server SSH.',
  notLoaded: 'Perintah SSH tidak dapat dimuat',
}
