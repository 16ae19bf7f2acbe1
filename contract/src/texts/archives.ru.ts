import type { Translation } from './language.ts'
import type { archivesEn } from './archives.en.ts'

export const archivesRu: Translation<typeof archivesEn> = {
  leftOutFile: 'Не вошло в архив.txt',
  leftOut:
    'Эти файлы и папки есть в папке, но не вошли в архив: они вложены слишком глубоко или сервер не имеет права их читать.',
}
