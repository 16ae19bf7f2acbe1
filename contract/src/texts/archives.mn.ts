import type { Translation } from './language.ts'
import type { archivesEn } from './archives.en.ts'

export const archivesMn: Translation<typeof archivesEn> = {
  leftOutFile: 'Орхигдсон зүйлс.txt',
  leftOut:
    'Дараах зүйлс хавтсанд байгаа боловч энэ zip файлд ороогүй: хэт гүнд байрласан, эсвэл серверт унших эрх байхгүй.',
}
