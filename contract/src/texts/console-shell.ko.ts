import type { consoleShellEn } from './console-shell.en.ts'
import type { Texts } from './language.ts'

export const consoleShellKo: Texts<typeof consoleShellEn> = {
  skipToContent: '본문으로 건너뛰기',
  navigation: '주 메뉴',
  openMenu: '메뉴 열기',
  closeMenu: '메뉴 닫기',
  narrowSidebar: '사이드바 접기',
  widenSidebar: '사이드바 펼치기',
  sessions: '세션',
  project: '프로젝트',
  account: (p) => `${p.name} 계정`,
  roles: { superadmin: '최고 관리자', user: '사용자' },
  about: '정보',
  logOut: '로그아웃',
  logOutFailed: '로그아웃하지 못했습니다.',
  aboutTitle: 'Berth 정보',
  aboutText: 'AI 컴퓨팅 자원을 함께 쓰는 팀을 위한 자체 호스팅 콘솔 및 관리 도구입니다.',
  version: '버전',
  build: '빌드',
  license: '라이선스',
  apiDocs: 'HTTP API 설명',
  notLive: '실시간 아님',
  notLiveText: '서버와 연결이 끊겼습니다. 표시된 내용이 최신이 아닐 수 있으며, 다시 연결되면 자동으로 갱신됩니다.',
  catchingUp: '다시 연결하는 중',
  notFoundTitle: '페이지를 찾을 수 없습니다',
  notFoundText: '주소가 잘못되었거나 삭제된 페이지입니다.',
  toStart: '세션으로 이동',
  brokenTitle: '페이지에 문제가 발생했습니다',
  brokenText:
    '콘솔에서 오류가 발생했습니다. 서버에서 실행 중인 작업은 계속됩니다. 페이지를 새로 고치고, 문제가 반복되면 아래 내용을 관리자에게 알려 주세요.',
  reload: '페이지 새로 고침',
  newVersionTitle: 'Berth가 업데이트되었습니다',
  newVersionText: '이전 버전의 페이지입니다. 계속하려면 새로 고치세요.',
  unreachableTitle: '서버가 응답하지 않습니다',
  unreachableText:
    '서버가 다시 시작 중이거나 연결이 끊겼을 수 있습니다. 세션은 계속 실행됩니다. 연결을 자동으로 다시 시도합니다.',
}
