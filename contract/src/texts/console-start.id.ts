import type { consoleStartEn } from './console-start.en.ts'
import type { Translation } from './language.ts'

export const consoleStartId: Translation<typeof consoleStartEn> = {
  resourceGroup: 'Grup sumber daya',
  groupNote: (p) => `${p.nodes} mesin`,
  groupAway: 'Saat ini tidak ada mesin yang tersedia di sana.',
  groupNotLoaded: 'Yang bebas di sana tidak dapat dimuat.',
  presets: {
    title: 'Preset',
    waits: 'Menunggu',
    refused: 'Tidak dapat dimulai',
    most: (p) => `${p.resource}: paling banyak ${p.most}, ${p.limit}`,
    more: (p) => `${p.resource}: paling banyak ${p.most} lagi, ${p.limit}`,
  },
  templates: {
    label: 'Templat',
    none: 'Tanpa templat',
    own: 'Milik Anda',
    ofProject: (p) => `Milik proyek ${p.project}`,
    example: 'Contoh',
    actions: 'Tindakan untuk templat',
    saveAs: 'Simpan sebagai templat',
    update: (p) => `Ganti isi ${p.name}`,
    rename: (p) => `Ganti nama ${p.name}`,
    remove: (p) => `Hapus ${p.name}`,
    reduced:
      'Templat meminta lebih dari yang dapat Anda miliki sekarang. Jumlahnya adalah yang terbesar yang dapat diterima.',
    envNote: 'Templat menyimpan nama variabel, tidak pernah nilainya. Isilah nilainya.',
    saved: (p) => `${p.name} disimpan sebagai templat.`,
    updated: (p) => `${p.name} disimpan.`,
    renamed: (p) => `Templat sekarang bernama ${p.name}.`,
    removed: (p) => `${p.name} dihapus.`,
    dialog: {
      title: 'Simpan sebagai templat',
      text: 'Templat menyimpan semua setelan kecuali nama dan waktu mulai. Dari variabel disimpan namanya; nilainya diminta setiap kali dimulai. Perintah disimpan seperti ditulis: taruh rahasia di variabel.',
      name: 'Nama templat',
      nameHelp: '1 sampai 64 karakter.',
      forWhom: 'Untuk',
      me: 'Saya',
      project: (p) => `Semua orang di ${p.project}`,
      verb: 'Simpan templat',
      renameTitle: (p) => `Ganti nama ${p.name}`,
      renameVerb: 'Ganti nama templat',
      taken: 'Sudah ada templat dengan nama ini.',
    },
    removing: {
      title: (p) => `Hapus ${p.name}?`,
      text: 'Sesi yang dimulai darinya tetap berjalan. Ini tidak dapat dibatalkan.',
      ofProject: (p) => `Semua orang di ${p.project} kehilangan templat ini.`,
      verb: 'Hapus templat',
    },
  },
}
