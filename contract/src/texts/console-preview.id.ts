import type { consolePreviewEn } from './console-preview.en.ts'
import type { Texts } from './language.ts'

export const consolePreviewId: Texts<typeof consolePreviewEn> = {
  failed: 'Pratinjau tidak dapat dimuat',
  failedText: 'Unduh berkas untuk melihatnya, atau coba lagi.',
  unreadable: 'Berkas ini tidak dapat ditampilkan',
  unreadableText:
    'Namanya berbeda dari isinya, atau browser ini tidak dapat menampilkannya. Unduh untuk membukanya dengan program.',
  nothing: 'Jenis berkas ini tidak punya pratinjau',
  nothingText: 'Unduh untuk membukanya dengan program.',
  empty: 'Berkas ini kosong',
  cut: (p) => `Hanya ${p.size} pertama yang ditampilkan. Unduh berkas untuk melihat semuanya.`,
  cutRows: (p) => `Hanya ${p.text} baris pertama yang ditampilkan. Unduh berkas untuk melihat semuanya.`,
  content: (p) => `Isi ${p.name}`,
  rows: (p) => `Baris ${p.name}`,
  row: 'Baris',
  noColumnName: (p) => `Kolom ${p.text}`,
  zoomIn: 'Perbesar',
  zoomOut: 'Perkecil',
  page: (p) => `Halaman ${p.text}`,
  pages: (p) => `Halaman: ${p.text}`,
  pageLost: 'Halaman ini tidak dapat digambar.',
  locked: 'PDF ini dilindungi kata sandi',
  lockedText: 'Unduh untuk membukanya dengan program yang menanyakan kata sandi.',
  blocked: {
    title: 'Skrip diblokir',
    preference: 'Anda memilih memblokir skrip berkas di browser, jadi berkas ini ditampilkan tanpa hasil skripnya.',
    site: 'Situs ini memblokir skrip berkas di browser, jadi berkas ini ditampilkan tanpa hasil skripnya.',
    html: 'HTML tidak ditampilkan selama skrip diblokir. Unduh, atau ubah pengaturannya.',
    htmlSite: 'Situs ini memblokir skrip berkas di browser, jadi HTML tidak ditampilkan. Unduh untuk membukanya.',
    setting: 'Buka pengaturan',
  },
  noFrame: 'Ini tidak dapat ditampilkan di sini',
  noFrameText:
    'HTML dan SVG ditampilkan dari alamat tersendiri, terpisah dari konsol, dan situs ini tidak memilikinya. Unduh berkasnya, atau minta administrator menyiapkannya.',
  notebook: {
    broken: 'Ini bukan notebook yang dapat dibaca',
    none: 'Notebook ini tidak punya sel',
    input: (p) => `Masukan [${p.text}]`,
    output: (p) => `Keluaran [${p.text}]`,
    rich: 'Keluaran ini berupa HTML dan tidak ditampilkan di sini.',
    picture: 'Gambar buatan sel',
  },
}
