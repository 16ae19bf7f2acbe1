import type { consoleListsEn } from './console-lists.en.ts'
import type { Translation } from './language.ts'

export const consoleListsId: Translation<typeof consoleListsEn> = {
  filter: {
    by: (p) => `Filter menurut ${p.column.toLowerCase()}`,
    any: 'Semua',
    placeholder: 'berisi',
    open: 'Filter dan urutkan',
    openCount: (p) => `Filter dan urutkan (${p.count})`,
    sortBy: 'Urutkan menurut',
    sortedBy: (p) => `Diurutkan menurut ${p.column}`,
    ascending: 'Naik',
    descending: 'Turun',
    direction: 'Arah',
    shown: 'Yang ditampilkan: baris dengan',
    contains: (p) => `${p.column} berisi “${p.text}”`,
    is: (p) => `${p.column} adalah “${p.text}”`,
    remove: (p) => `Hapus filter: ${p.filter}`,
    clear: 'Hapus semua filter',
  },
  export: {
    menu: 'Ekspor CSV',
    rows: 'Persis baris yang sekarang ditampilkan daftar, dengan filter dan urutannya, termasuk yang belum dimuat.',
    fileName: 'Nama file',
    fileNameHelp: '.csv ditambahkan.',
    fileNameWrong: '1 sampai 255 karakter.',
    columns: 'Kolom',
    columnsMissing: 'Pilih setidaknya satu kolom.',
    all: 'Semua',
    none: 'Tidak ada',
    verb: 'Unduh',
  },
  columns: {
    choose: 'Pilih kolom',
    title: 'Kolom',
    kept: 'Diingat untuk Anda, di mana pun Anda masuk. Layar kecil menampilkan lebih sedikit.',
    notKept: 'Berlaku sampai halaman dimuat ulang: preferensi Anda tidak menyimpan kolom.',
    all: 'Tampilkan semua',
    done: 'Selesai',
  },
}
