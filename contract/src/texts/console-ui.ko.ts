import type { consoleUiEn } from './console-ui.en.ts'
import type { Texts } from './language.ts'

export const consoleUiKo: Texts<typeof consoleUiEn> = {
  close: '닫기',
  cancel: '취소',
  copy: '복사',
  copied: '복사됨',
  copyFailed: '복사하지 못했습니다. 텍스트를 선택해 직접 복사하세요.',
  showPassword: '비밀번호 표시',
  hidePassword: '비밀번호 숨기기',
  capsLock: 'Caps Lock이 켜져 있습니다',
  optional: '선택 사항',
  tags: {
    remove: (p) => `${p.tag} 제거`,
    edit: (p) => `${p.tag} 편집`,
    bad: '올바르지 않음',
    entered: (p) => `${p.label}: 입력된 항목`,
  },
  loading: '불러오는 중',
  actions: '작업',
  retry: '다시 시도',
  dismiss: '닫기',
  messages: '알림 메시지',
  requestId: '요청 ID',
  freeNow: (p) => `현재 ${p.amount} 사용 가능`,
  theme: { label: '테마', light: '밝게', dark: '어둡게', system: '시스템 설정 사용' },
  language: '언어',
  systemLanguage: 'OS 기본값',
  help: '도움말',
}
