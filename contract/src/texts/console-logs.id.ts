import type { consoleLogsEn } from './console-logs.en.ts'
import type { Translation } from './language.ts'

export const consoleLogsId: Translation<typeof consoleLogsEn> = {
  title: 'Permintaan dari browser ini',
  text: 'Yang diminta konsol kepada server dari browser ini, dan jawabannya: paling banyak 3.000, yang terbaru dahulu. Log tetap di perangkat ini dan dihapus saat Anda keluar. Nilai, kata sandi, dan kunci tidak pernah masuk ke dalamnya. Dengan ID permintaan, administrator menemukan permintaan di log server.',
  device: 'Perangkat ini',
  filter: 'Filter',
  filterHelp: 'Menurut metode, alamat, status, ID permintaan, atau kesalahan',
  errorsOnly: 'Hanya kesalahan',
  refresh: 'Segarkan',
  clear: 'Kosongkan',
  download: 'Unduh sebagai JSON',
  table: 'Permintaan, yang terbaru dahulu',
  columns: {
    time: 'Waktu',
    method: 'Metode',
    address: 'Alamat',
    status: 'Status',
    duration: 'Durasi',
    request: 'ID permintaan',
    error: 'Kesalahan',
  },
  noAnswer: 'Tidak ada jawaban',
  isError: 'Gagal',
  milliseconds: (p) => `${p.count} md`,
  copyRequest: 'Salin ID permintaan',
  shown: (p) => `${p.shown} dari ${p.all}`,
  older: 'Tampilkan yang lebih lama',
  empty: 'Belum ada permintaan',
  emptyText: 'Permintaan muncul saat Anda menggunakan konsol.',
  noMatch: 'Tidak ada permintaan yang cocok',
  noMatchText: 'Ubah filter, atau tampilkan lebih dari sekadar kesalahan.',
  unavailable: 'Browser ini tidak menyimpan log',
  unavailableText:
    'Browser tidak mengizinkan halaman menyimpan apa pun, seperti di beberapa jendela pribadi. Konsol tetap berfungsi tanpanya.',
  clearTitle: 'Kosongkan log browser ini',
  clearText: (p) =>
    `${p.count === 1 ? 'Satu-satunya' : `Semua ${p.text}`} entri dihapus dari perangkat ini dan tidak dapat dikembalikan. Log server tetap ada.`,
  clearVerb: 'Kosongkan log',
  cleared: 'Log sudah dikosongkan',
}
