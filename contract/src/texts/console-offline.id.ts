import type { consoleOfflineEn } from './console-offline.en.ts'
import type { Translation } from './language.ts'

export const consoleOfflineId = {
  title: 'Server tidak dapat dijangkau',
  text: 'Anda mungkin tanpa jaringan, atau server tidak berjalan. Sesi Anda tetap berlanjut sendiri. Halaman ini kembali begitu ada jawaban.',
  retry: 'Coba lagi',
} satisfies Translation<typeof consoleOfflineEn>
