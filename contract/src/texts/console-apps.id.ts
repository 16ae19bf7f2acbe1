import type { consoleAppsEn } from './console-apps.en.ts'
import type { Translation } from './language.ts'

export const consoleAppsId: Translation<typeof consoleAppsEn> = {
  title: 'Aplikasi',
  note: 'Setiap aplikasi terbuka di alamatnya sendiri dan mulai berjalan saat pertama kali dibuka.',
  sharedTitle: 'Di sini semua aplikasi memakai satu alamat',
  shared:
    'Anda datang lewat jaringan ke situs yang tidak punya domain untuk aplikasi. Halaman semua aplikasi yang Anda buka, termasuk dari sesi lain, dapat saling membaca dan saling bertindak, tetapi tidak terhadap konsol. Jangan buka aplikasi yang tidak Anda percayai.',
  sharedOther: (p) => `Buka ${p.app} milik orang lain?`,
  sharedOtherText:
    'Halamannya dapat membaca dan memakai semua aplikasi lain yang terbuka di browser ini, termasuk Jupyter Anda sendiri: situs ini tidak punya domain untuk aplikasi. Buka hanya jika Anda memercayai orang yang menjalankannya.',
  openAnyway: 'Tetap buka',
  none: 'Tidak ada yang dapat dibuka di lingkungan ini.',
  notLoaded: 'Aplikasi tidak dapat dimuat',
  later: 'Aplikasi dapat dibuka saat sesi berjalan.',
  open: 'Buka',
  openOf: (p) => `Buka ${p.title} di tab baru`,
  copyAddress: (p) => `Salin alamat ${p.title}`,
  opening: (p) => `Membuka ${p.app}`,
  starting: 'Aplikasi dimulai jika belum berjalan. Ini bisa memakan waktu satu menit.',
  failed: (p) => `${p.app} tidak dapat dibuka`,
  output: 'Keluaran terakhirnya',
  loopTitle: 'Browser Anda kembali tanpa cookie',
  loopText: 'Aplikasi memerlukan cookie dari alamatnya sendiri. Izinkan cookie untuk alamat itu, lalu buka lagi.',
  again: 'Buka lagi',
  toSession: 'Ke sesi',
}
