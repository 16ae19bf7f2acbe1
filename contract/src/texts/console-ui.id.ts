import type { consoleUiEn } from './console-ui.en.ts'
import type { Translation } from './language.ts'

export const consoleUiId: Translation<typeof consoleUiEn> = {
  close: 'Tutup',
  cancel: 'Batal',
  copy: 'Salin',
  copied: 'Disalin',
  copyFailed: 'Tidak dapat disalin. Pilih teks dan salin sendiri.',
  showPassword: 'Tampilkan kata sandi',
  hidePassword: 'Sembunyikan kata sandi',
  capsLock: 'Caps Lock aktif',
  optional: 'opsional',
  tags: {
    remove: (p) => `Hapus ${p.tag}`,
    edit: (p) => `Edit ${p.tag}`,
    bad: 'tidak valid',
    entered: (p) => `${p.label}: yang dimasukkan`,
  },
  loading: 'Memuat',
  actions: 'Tindakan',
  retry: 'Coba lagi',
  dismiss: 'Tutup',
  messages: 'Pesan',
  requestId: 'ID permintaan',
  freeNow: (p) => `${p.amount} bebas sekarang`,
  theme: { label: 'Tema', light: 'Terang', dark: 'Gelap', system: 'Ikuti sistem' },
  language: 'Bahasa',
  systemLanguage: 'Bahasa sistem',
  help: 'Bantuan',
}
