import type { Translation } from './language.ts'
import type { contentPagesEn } from './content-pages.en.ts'

export const contentPagesKo: Translation<typeof contentPagesEn> = {
  gone: {
    title: '더 이상 여기에 없습니다',
    text: '주소의 유효 시간이 지났거나, 파일이나 파일에 대한 권한이 없어졌습니다. 파일을 다시 여세요.',
  },
  blocked: {
    title: '스크립트가 차단되어 있습니다',
    text: '환경설정 또는 사이트가 사용자 파일의 스크립트를 차단하므로 이 페이지를 표시하지 않습니다. 환경설정 → 구성에서 설정할 수 있습니다.',
  },
  tooLarge: {
    title: '너무 커서 표시할 수 없습니다',
    text: '노트북을 다운로드하여 읽으세요.',
  },
  noNotebook: {
    title: '노트북이 아닙니다',
    text: '파일의 내용을 Jupyter 노트북으로 읽을 수 없습니다.',
  },
  busy: {
    title: '한꺼번에 너무 많습니다',
    text: '노트북 여러 개를 그리는 중입니다. 잠시 후 이 노트북을 다시 여세요.',
  },
  leftOut: '이 출력에는 스크립트가 있을 수 있어 차단되었습니다. 텍스트로 표시합니다.',
}
