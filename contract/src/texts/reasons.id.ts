import type { Translation } from './language.ts'
import type { ReasonTexts } from './reasons.en.ts'

export const reasonsId: Translation<ReasonTexts> = {
  statuses: {
    PENDING: 'Menunggu',
    SCHEDULED: 'Dijadwalkan',
    PREPARING: 'Disiapkan',
    RUNNING: 'Berjalan',
    TERMINATING: 'Sedang dihentikan',
    TERMINATED: 'Berakhir',
    CANCELLED: 'Dibatalkan',
    ERROR: 'Kesalahan',
  },
  reasons: {
    asked: { text: 'Sesi diminta.', next: '' },
    'waiting-for-resources': {
      text: 'Sesi menunggu sumber daya yang bebas.',
      next: 'Sesi mulai sendiri saat sesi sebelumnya berakhir. Permintaan yang lebih kecil mungkin mulai lebih cepat.',
    },
    'waiting-for-limit': {
      text: 'Sesi menunggu sesi lain berakhir karena ada batas yang menghitungnya bersama-sama.',
      next: 'Sesi mulai sendiri saat cukup banyak yang berakhir. Akhiri salah satunya agar mulai lebih cepat.',
    },
    'waiting-for-start-time': { text: 'Sesi menunggu waktu mulainya.', next: '' },
    'waiting-for-engine': {
      text: 'Saat ini tidak ada mesin yang dapat memulai sesi.',
      next: 'Sesi mulai sendiri saat mesin kembali. Jika berlangsung lama, beri tahu administrator.',
    },
    'resources-reserved': { text: 'Sumber dayanya sudah dipesan.', next: '' },
    preparing: { text: 'Lingkungannya sedang disiapkan.', next: '' },
    'bootstrap-running': {
      text: 'Skrip bootstrap Anda sedang berjalan.',
      next: 'Sesi siap saat skrip selesai. Jika macet, akhiri sesi dan mulai yang lain tanpa skrip Anda.',
    },
    started: { text: 'Sesi berjalan.', next: '' },
    'start-interrupted': {
      text: 'Server terhenti saat memulai sesi.',
      next: 'Proses mulai diulang.',
    },
    'ended-by-owner': { text: 'Pemiliknya mengakhirinya.', next: '' },
    'ended-by-administrator': {
      text: 'Seorang administrator mengakhirinya.',
      next: 'Tanyakan jika Anda tidak menduganya.',
    },
    'ended-with-membership': { text: 'Pemiliknya bukan lagi anggota ruang kerja.', next: '' },
    'credential-ended': {
      text: 'Akun atau kredensial yang memintanya tidak boleh lagi digunakan.',
      next: 'Mulai lagi dengan kredensial yang aktif.',
    },
    'project-inactive': {
      text: 'Proyeknya tidak aktif lagi.',
      next: 'Mulai lagi di proyek lain, atau minta administrator mengaktifkan proyek ini.',
    },
    'project-membership-ended': {
      text: 'Pemiliknya bukan lagi anggota proyek.',
      next: 'Mulai lagi di proyek lain.',
    },
    'folder-access-ended': {
      text: 'Pemiliknya tidak lagi boleh memakai folder yang dipasang di sesi ini.',
      next: 'Mulai lagi tanpa folder itu.',
    },
    'command-succeeded': { text: 'Perintah berakhir dengan sukses.', next: '' },
    'command-failed': { text: 'Perintah berakhir dengan kesalahan.', next: 'Keluarannya ada di log.' },
    'time-limit': { text: 'Sesi mencapai batas waktunya.', next: 'Mulai lagi dengan batas yang lebih panjang.' },
    lifetime: {
      text: 'Sesi berjalan selama yang diizinkan kebijakan sumber daya.',
      next: 'Mulai lagi, atau minta masa hidup yang lebih panjang kepada administrator.',
    },
    idle: {
      text: 'Sesi tidak digunakan selama waktu yang diizinkan kebijakan sumber daya.',
      next: 'Mulai lagi. Yang mendapat peringatan dapat mempertahankannya lebih lama.',
    },
    'out-of-memory': {
      text: 'Sesi memerlukan lebih banyak memori daripada yang diberikan dan dihentikan.',
      next: 'Mulai lagi dengan memori lebih banyak.',
    },
    lost: {
      text: 'Prosesnya hilang: dimatikan dari luar, atau mesin dimulai ulang.',
      next: 'Mulai lagi.',
    },
    'start-failed': { text: 'Sesi tidak dapat dimulai.', next: 'Riwayat menunjukkan detailnya. Mulai lagi.' },
    'start-timeout': {
      text: 'Sesi tidak siap tepat waktu.',
      next: 'Mulai lagi. Jika berulang, beri tahu administrator.',
    },
    'stop-timeout': {
      text: 'Sesi tidak berakhir tepat waktu dan ditinggalkan.',
      next: 'Administrator sebaiknya memeriksa mesin.',
    },
    'never-fits': {
      text: 'Mesin tidak lagi memiliki sebanyak yang dimintanya.',
      next: 'Mulai lagi dengan lebih sedikit.',
    },
  },
}
