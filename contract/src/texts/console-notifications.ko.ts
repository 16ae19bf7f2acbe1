import type { consoleNotificationsEn } from './console-notifications.en.ts'
import type { Texts } from './language.ts'

export const consoleNotificationsKo: Texts<typeof consoleNotificationsEn> = {
  title: '알림',
  close: '알림 닫기',
  markAll: '모두 읽음으로 표시',
  markRead: (p) => `읽음으로 표시: ${p.title}`,
  markUnread: (p) => `읽지 않음으로 표시: ${p.title}`,
  notMarked: '표시하지 못했습니다.',
  filter: '표시할 알림',
  all: '전체',
  inProgress: '진행 중',
  clear: '지우기',
  remove: (p) => `삭제: ${p.title}`,
  notRemoved: '삭제하지 못했습니다.',
  cancel: '취소',
  cancelThis: (p) => `취소: ${p.title}`,
  notCancelled: '취소하지 못했습니다.',
  unread: '읽지 않음',
  empty: '아직 알림이 없습니다',
  emptyText:
    '세션의 시작 상황, 관리자가 내 계정에 한 일, 받은 초대, 직접 끝내지 않은 세션의 종료를 여기에서 알려 줍니다. 30일 동안 보관합니다.',
  nothingInProgress: '진행 중인 작업이 없습니다',
  nothingInProgressText: '세션 시작처럼 시간이 걸리는 작업의 진행 상황을 여기에서 볼 수 있습니다.',
  failed: '알림을 불러오지 못했습니다',
  noAnswer: {
    title: '서버가 응답하지 않습니다',
    text: '연결을 확인하고 다시 시도하세요.',
  },
  older: '이전 알림 더 보기',
  show: '보기',
  administrator: '관리자',
  kinds: {
    'two-factor-reset': {
      title: '2단계 인증이 초기화되었습니다',
      text: (p) =>
        `${p.by} 님이 내 계정의 2단계 인증을 껐습니다. 복구 코드도 이제 쓸 수 없습니다. 인증 앱으로 다시 설정하세요.`,
      link: '다시 설정하기',
    },
    'password-set': {
      title: '비밀번호가 새로 설정되었습니다',
      text: (p) => `${p.by} 님이 내 계정의 비밀번호를 새로 설정했습니다. 예상하지 못한 일이라면 물어보세요.`,
      link: '계정에 일어난 일 보기',
    },
    'account-reactivated': {
      title: '계정이 다시 활성화되었습니다',
      text: (p) =>
        `${p.by} 님이 내 계정을 다시 활성화했습니다. 함께 비활성화된 자격 증명은 아직 비활성 상태일 수 있습니다.`,
      link: '계정에 일어난 일 보기',
    },
    'workspace-invitation': {
      title: (p) => `${p.workspace} 워크스페이스에 초대받았습니다`,
      text: (p) => `${p.by} 님이 ${p.workspace} 워크스페이스에 초대했습니다. 초대는 7일 동안 유효합니다.`,
      link: '수락 또는 거절',
    },
    'folder-invitation': {
      title: (p) => `${p.by} 님이 ${p.folder} 폴더에 초대했습니다`,
      text: '수락하면 데이터와 스토리지에 나타나고 세션에 마운트할 수 있습니다.',
      link: '수락 또는 거절',
    },
    'folder-share-ended': {
      title: (p) => `${p.folder} 폴더를 더 이상 사용할 수 없습니다`,
      text: (p) => `${p.by} 님이 공유를 끝냈습니다. 그 폴더를 마운트한 세션은 종료되었습니다.`,
    },
    'session-ended-by-administrator': {
      title: (p) => `${p.name} 세션이 종료되었습니다`,
      text: '관리자가 종료했습니다. 예상하지 못한 일이라면 관리자에게 물어보세요.',
      link: '세션 열기',
    },
    'session-lifetime-over': {
      title: (p) => `${p.name} 세션이 최대 수명에 도달했습니다`,
      text: '자원 정책이 허용하는 시간이 지나 종료되었습니다. 다시 시작하거나 관리자에게 더 긴 수명을 요청하세요.',
      link: '세션 열기',
    },
    'session-idle-soon': {
      title: (p) => `${p.name} 세션을 아무도 사용하지 않습니다`,
      text: (p) =>
        `사용하거나 유지하지 않으면 ${p.time}에 종료됩니다. 그러면 스토리지 폴더에 없는 세션 안의 파일은 사라집니다.`,
      link: '세션을 열어 유지하기',
    },
    'session-idle-ended': {
      title: (p) => `${p.name} 세션이 사용되지 않아 종료되었습니다`,
      text: '리소스 정책이 허용하는 시간 동안 아무도 사용하지 않아 종료되었습니다. 로그와 기록은 남아 있습니다.',
      link: '세션 열기',
    },
    'terminal-shared': {
      title: (p) => `${p.by} 님이 터미널을 보여 줍니다`,
      text: (p) => `공유되는 동안 ${p.name} 세션의 터미널을 볼 수 있습니다.`,
      link: '터미널 보기',
    },
    'session-start-failed': {
      title: (p) => `${p.name} 세션을 시작하지 못했습니다`,
      text: (p) => p.why,
      link: '세션 열기',
    },
    'session-start': {
      going: (p) => `${p.name} 세션을 시작하는 중입니다`,
      done: (p) => `${p.name} 세션이 실행 중입니다`,
      failed: (p) => `${p.name} 세션을 시작하지 못했습니다`,
      cancelled: (p) => `${p.name} 세션의 시작이 취소되었습니다`,
      link: '세션 열기',
    },
    'update-available': {
      title: (p) => `Berth ${p.version} 버전이 나왔습니다`,
      text: (p) => `이 사이트의 관리자가 ${p.version} 버전을 설치할 수 있습니다.`,
      notes: '새로운 기능',
      link: '자세히 읽기',
    },
  },
}
