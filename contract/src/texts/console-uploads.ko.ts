import type { consoleUploadsEn } from './console-uploads.en.ts'
import type { Texts } from './language.ts'

export const consoleUploadsKo: Texts<typeof consoleUploadsEn> = {
  title: '업로드',
  to: (p) => `파일 ${p.text}개를 ${p.folder} 폴더로`,
  states: {
    going: '업로드 중',
    asking: '선택 대기 중',
    done: '업로드됨',
    failed: '일부를 업로드하지 못함',
    cancelled: '중단함',
    interrupted: '끊김',
  },
  arrived: (p) => `파일 ${p.files}개 중 ${p.done}개가 폴더에 있습니다.`,
  progress: (p) => `파일 ${p.files}개 중 ${p.done}개, ${p.bytes} 중 ${p.sent}`,
  skipped: (p) => `${p.text}개 제외`,
  failed: (p) => `${p.text}개 실패`,
  cancel: '중단',
  cancelThis: (p) => `중단: ${p.title}`,
  retry: '다시 시도',
  dismiss: (p) => `지우기: ${p.title}`,
  show: '폴더 열기',
  details: '파일 보기',
  hide: '파일 숨기기',
  goingNow: '지금 업로드 중',
  failures: '실패',
  more: (p) => `그 밖에 ${p.text}개`,
  taken: {
    one: (p) => `${p.name} 파일이 이미 있습니다.`,
    many: (p) => `${p.name} 등 파일 ${p.text}개가 이미 있습니다.`,
    replace: '바꾸기',
    both: '둘 다 유지',
    skip: '제외',
  },
  begun: {
    title: (p) => `끝나지 않은 업로드가 ${p.text}개 있습니다`,
    text: '같은 파일을 다시 고르면 끊긴 곳에서 이어집니다. 하루 동안 이어지지 않으면 삭제됩니다.',
    one: (p) => `${p.path}: ${p.size} 중 ${p.sent}`,
    remove: '삭제',
    removed: '업로드된 부분을 삭제했습니다.',
  },
  ended: {
    done: (p) => `이제 ${p.folder} 폴더에 파일 ${p.text}개가 있습니다.`,
    failed: (p) => `파일 ${p.text}개를 ${p.folder} 폴더에 업로드하지 못했습니다.`,
  },
}
