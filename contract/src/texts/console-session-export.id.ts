import type { consoleSessionExportEn } from './console-session-export.en.ts'
import type { Translation } from './language.ts'

export const consoleSessionExportId: Translation<typeof consoleSessionExportEn> = {
  title: 'Ekspor sesi',
  columns: {
    name: 'Nama',
    status: 'Status',
    reason: 'Alasan',
    result: 'Hasil',
    exitCode: 'Kode keluar',
    type: 'Jenis',
    environment: 'Lingkungan',
    command: 'Perintah',
    owner: 'Pemilik',
    workspace: 'Ruang kerja',
    project: 'Proyek',
    credential: 'Kunci akses',
    resourceGroup: 'Grup sumber daya',
    node: 'Mesin',
    priority: 'Prioritas',
    cpu: 'CPU',
    memory: 'Memori (byte)',
    gpu: 'GPU',
    gpuShares: 'Bagian GPU',
    sharedMemory: 'Memori bersama (byte)',
    containers: 'Kontainer',
    createdAt: 'Dibuat',
    startedAt: 'Dimulai',
    endedAt: 'Berakhir',
    seconds: 'Detik berjalan',
    id: 'ID',
  },
}
