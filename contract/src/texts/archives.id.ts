import type { Translation } from './language.ts'
import type { archivesEn } from './archives.en.ts'

export const archivesId: Translation<typeof archivesEn> = {
  leftOutFile: 'Tidak disertakan.txt',
  leftOut:
    'Berkas dan folder berikut ada di folder, tetapi tidak ada di dalam zip ini: letaknya terlalu dalam, atau server tidak diizinkan membacanya.',
}
