import type { consoleUploadsEn } from './console-uploads.en.ts'
import type { Texts } from './language.ts'

export const consoleUploadsId: Texts<typeof consoleUploadsEn> = {
  title: 'Unggahan',
  to: (p) => `${p.text} berkas ke ${p.folder}`,
  states: {
    going: 'Mengunggah',
    asking: 'Menunggu Anda',
    done: 'Terunggah',
    failed: 'Tidak semua terunggah',
    cancelled: 'Dihentikan',
    interrupted: 'Terputus',
  },
  arrived: (p) => `${p.done} dari ${p.files} berkas sudah ada di sana.`,
  progress: (p) => `${p.done} dari ${p.files} berkas, ${p.sent} dari ${p.bytes}`,
  skipped: (p) => `${p.text} dilewati`,
  failed: (p) => `${p.text} gagal`,
  cancel: 'Hentikan',
  cancelThis: (p) => `Hentikan: ${p.title}`,
  retry: 'Coba lagi',
  dismiss: (p) => `Singkirkan: ${p.title}`,
  show: 'Buka folder',
  details: 'Tampilkan berkas',
  hide: 'Sembunyikan berkas',
  goingNow: 'Sedang diunggah',
  failures: 'Gagal',
  more: (p) => `dan ${p.text} lagi`,
  taken: {
    one: (p) => `${p.name} sudah ada.`,
    many: (p) => `${p.text} berkas sudah ada, di antaranya ${p.name}.`,
    replace: 'Ganti',
    both: 'Simpan keduanya',
    skip: 'Lewati',
  },
  begun: {
    title: (p) => `${p.text} unggahan belum selesai`,
    text: 'Pilih lagi berkas yang sama untuk melanjutkan dari tempat terputus. Setelah sehari tanpa itu, unggahan dihapus.',
    one: (p) => `${p.path}: ${p.sent} dari ${p.size}`,
    remove: 'Hapus',
    removed: 'Bagian yang sudah diunggah dihapus.',
  },
  ended: {
    done: (p) => `${p.text} berkas sekarang ada di ${p.folder}.`,
    failed: (p) => `${p.text} berkas tidak dapat diunggah ke ${p.folder}.`,
  },
}
