import type { consoleNotificationsEn } from './console-notifications.en.ts'
import type { Translation } from './language.ts'

export const consoleNotificationsId: Translation<typeof consoleNotificationsEn> = {
  title: 'Notifikasi',
  close: 'Tutup notifikasi',
  markAll: 'Tandai semua sudah dibaca',
  markRead: (p) => `Tandai sudah dibaca: ${p.title}`,
  markUnread: (p) => `Tandai belum dibaca: ${p.title}`,
  notMarked: 'Tidak dapat ditandai.',
  filter: 'Notifikasi yang ditampilkan',
  all: 'Semua',
  inProgress: 'Sedang berlangsung',
  clear: 'Kosongkan',
  remove: (p) => `Hapus: ${p.title}`,
  notRemoved: 'Tidak dapat dihapus.',
  cancel: 'Batalkan',
  cancelThis: (p) => `Batalkan: ${p.title}`,
  notCancelled: 'Tidak dapat dibatalkan.',
  unread: 'Belum dibaca',
  empty: 'Belum ada yang perlu disampaikan',
  emptyText:
    'Di sini Anda membaca bagaimana sesi Anda dimulai, apa yang dilakukan administrator pada akun Anda, ke mana Anda diundang, dan sesi mana yang berakhir tanpa Anda. Disimpan selama 30 hari.',
  nothingInProgress: 'Tidak ada yang sedang berlangsung',
  nothingInProgressText: 'Yang memerlukan waktu, seperti memulai sesi, ditampilkan di sini beserta kemajuannya.',
  failed: 'Notifikasi tidak dapat dimuat',
  noAnswer: {
    title: 'Server tidak menjawab',
    text: 'Periksa koneksi Anda dan coba lagi.',
  },
  older: 'Tampilkan yang lebih lama',
  show: 'Tampilkan',
  administrator: 'Seorang administrator',
  kinds: {
    'two-factor-reset': {
      title: 'Faktor kedua Anda disetel ulang',
      text: (p) =>
        `${p.by} menonaktifkan autentikasi dua faktor akun Anda. Kode pemulihan Anda tidak berlaku lagi. Siapkan kembali dengan aplikasi autentikator.`,
      link: 'Siapkan kembali',
    },
    'password-set': {
      title: 'Kata sandi Anda dibuat ulang',
      text: (p) => `${p.by} membuat kata sandi baru untuk akun Anda. Tanyakan jika Anda tidak menduganya.`,
      link: 'Lihat yang terjadi pada akun Anda',
    },
    'account-reactivated': {
      title: 'Akun Anda aktif kembali',
      text: (p) =>
        `${p.by} mengaktifkan kembali akun Anda. Kredensial yang ikut dinonaktifkan mungkin masih tidak aktif.`,
      link: 'Lihat yang terjadi pada akun Anda',
    },
    'workspace-invitation': {
      title: (p) => `Anda diundang ke ${p.workspace}`,
      text: (p) => `${p.by} mengundang Anda ke ruang kerja ${p.workspace}. Undangan berlaku tujuh hari.`,
      link: 'Terima atau tolak',
    },
    'folder-invitation': {
      title: (p) => `${p.by} mengundang Anda ke folder ${p.folder}`,
      text: 'Terima agar tampak di Data & Penyimpanan dan bisa dipasang di sesi Anda.',
      link: 'Terima atau tolak',
    },
    'folder-share-ended': {
      title: (p) => `Anda tidak bisa lagi memakai folder ${p.folder}`,
      text: (p) => `${p.by} mengakhiri pembagian. Sesi Anda yang memasangnya diakhiri.`,
    },
    'session-ended-by-administrator': {
      title: (p) => `Sesi ${p.name} diakhiri`,
      text: 'Seorang administrator mengakhirinya. Tanyakan jika Anda tidak menduganya.',
      link: 'Buka sesi',
    },
    'session-lifetime-over': {
      title: (p) => `Sesi ${p.name} mencapai batas waktunya`,
      text: 'Sesi berakhir karena kebijakan sumber daya tidak mengizinkan lebih lama. Mulai lagi, atau minta masa hidup yang lebih panjang kepada administrator.',
      link: 'Buka sesi',
    },
    'session-idle-soon': {
      title: (p) => `Tidak ada yang menggunakan sesi ${p.name}`,
      text: (p) =>
        `Sesi diakhiri pada ${p.time} kecuali digunakan atau dipertahankan. File di dalamnya yang tidak berada di folder penyimpanan akan hilang.`,
      link: 'Buka sesi untuk mempertahankannya',
    },
    'session-idle-ended': {
      title: (p) => `Sesi ${p.name} tidak digunakan`,
      text: 'Sesi berakhir karena tidak digunakan selama waktu yang diizinkan kebijakan sumber daya. Log dan riwayatnya tetap ada.',
      link: 'Buka sesi',
    },
    'terminal-shared': {
      title: (p) => `${p.by} memperlihatkan terminal kepada Anda`,
      text: (p) => `Anda dapat melihat terminal sesi ${p.name} selama dibagikan.`,
      link: 'Lihat',
    },
    'session-start-failed': {
      title: (p) => `Sesi ${p.name} tidak dapat dimulai`,
      text: (p) => p.why,
      link: 'Buka sesi',
    },
    'session-start': {
      going: (p) => `Sesi ${p.name} sedang dimulai`,
      done: (p) => `Sesi ${p.name} berjalan`,
      failed: (p) => `Sesi ${p.name} tidak dapat dimulai`,
      cancelled: (p) => `Proses mulai sesi ${p.name} dibatalkan`,
      link: 'Buka sesi',
    },
    'update-available': {
      title: (p) => `Berth ${p.version} tersedia`,
      text: (p) => `Administrator situs ini dapat memasang versi ${p.version}.`,
      notes: 'Yang baru',
      link: 'Baca selengkapnya',
    },
  },
}
