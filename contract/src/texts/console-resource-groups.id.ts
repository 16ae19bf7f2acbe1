import type { consoleResourceGroupsEn } from './console-resource-groups.en.ts'
import type { Translation } from './language.ts'

export const consoleResourceGroupsId: Translation<typeof consoleResourceGroupsEn> = {
  title: 'Grup sumber daya',
  text: 'Grup sumber daya adalah kumpulan mesin dengan antrean sendiri. Penjadwalnya menentukan giliran siapa jika tidak semuanya muat.',
  notLoaded: 'Grup sumber daya tidak dapat dimuat',
  none: 'Tidak ada grup sumber daya',
  actionsOf: (p) => `Tindakan untuk ${p.name}`,
  edit: 'Edit',
  columns: {
    name: 'Nama',
    state: 'Status',
    nodes: 'Mesin',
    scheduler: 'Penjadwal',
    holdAfter: 'Menahan tempat setelah',
    allocated: 'Dialokasikan',
    queued: 'Antrean',
  },
  states: {
    available: 'Tersedia',
    partly: 'Tersedia sebagian',
    unavailable: 'Tidak tersedia',
    empty: 'Tidak ada mesin',
  },
  nodesOf: (p) => `${p.available} dari ${p.all}`,
  schedulers: { fifo: 'Yang datang dahulu, dilayani dahulu', 'fair-share': 'Pembagian adil' },
  schedulerHelp: {
    fifo: 'Pada prioritas yang sama, yang menunggu paling lama didahulukan.',
    'fair-share':
      'Pada prioritas yang sama, yang memegang dan belakangan ini mendapat paling sedikit didahulukan, menurut sumber daya yang paling banyak didapatnya.',
  },
  resources: { cpu: 'CPU', memory: 'Memori', gpu: 'GPU', gpuShares: 'fGPU' },
  used: (p) => `${p.what} ${p.used} / ${p.all}`,
  waiting: (p) => (p.count === 0 ? 'Tidak ada yang menunggu' : `${p.text} menunggu`),
  running: (p) => `${p.text} berjalan`,
  atOnce: 'Langsung',
  form: {
    title: (p) => `Edit ${p.name}`,
    scheduler: 'Penjadwal',
    holdAfter: 'Menahan tempat setelah',
    holdAfterHelp:
      'Tempat ditahan untuk sesi yang menunggu lebih lama dari ini; sebelum itu sesi yang lebih kecil boleh mendahului. 0 berarti langsung.',
    holdAfterWrong: 'Menit dari 0 sampai 10.080, yaitu seminggu.',
    minutes: 'mnt',
    effect: 'Yang berjalan tetap berlanjut. Yang menunggu langsung diatur dalam urutan baru.',
    verb: 'Simpan',
    saved: (p) => `${p.name} disimpan.`,
    unchanged: 'Tidak ada yang diubah.',
  },
}
