import type { Translation } from './language.ts'
import type { contentPagesEn } from './content-pages.en.ts'

export const contentPagesId: Translation<typeof contentPagesEn> = {
  gone: {
    title: 'Tidak ada lagi di sini',
    text: 'Alamat ini hanya berlaku sebentar, atau berkas atau hak Anda atasnya sudah tidak ada. Buka berkas itu lagi.',
  },
  blocked: {
    title: 'Skrip diblokir',
    text: 'Preferensi Anda atau situs ini memblokir skrip di berkas pengguna, jadi halaman ini tidak ditampilkan. Pengaturannya ada di Preferensi → Konfigurasi.',
  },
  tooLarge: {
    title: 'Terlalu besar untuk ditampilkan',
    text: 'Unduh notebook untuk membacanya.',
  },
  noNotebook: {
    title: 'Ini bukan notebook',
    text: 'Isi berkas tidak dapat dibaca sebagai notebook Jupyter.',
  },
  busy: {
    title: 'Terlalu banyak sekaligus',
    text: 'Beberapa notebook Anda sedang digambar. Buka lagi yang ini sebentar lagi.',
  },
  leftOut: 'Keluaran ini mungkin berisi skrip, yang diblokir. Ditampilkan sebagai teks.',
}
