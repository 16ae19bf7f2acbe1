import type { Translation } from './language.ts'
import type { archivesEn } from './archives.en.ts'

export const archivesKo: Translation<typeof archivesEn> = {
  leftOutFile: '제외된 항목.txt',
  leftOut:
    '다음 항목은 폴더에 있지만 이 zip 파일에는 들어 있지 않습니다. 너무 깊은 곳에 있거나 서버에 읽을 권한이 없습니다.',
}
