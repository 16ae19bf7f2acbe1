import type { ReasonTexts } from './reasons.en.ts'

export const reasonsKo: ReasonTexts = {
  statuses: {
    PENDING: '대기 중',
    SCHEDULED: '예약됨',
    PREPARING: '준비 중',
    RUNNING: '실행 중',
    TERMINATING: '종료하는 중',
    TERMINATED: '종료됨',
    CANCELLED: '취소됨',
    ERROR: '오류',
  },
  reasons: {
    asked: { text: '세션이 요청되었습니다.', next: '' },
    'waiting-for-resources': {
      text: '사용 가능한 자원을 기다리고 있습니다.',
      next: '앞선 세션이 끝나면 자동으로 시작합니다. 더 적은 자원을 요청하면 더 빨리 시작할 수 있습니다.',
    },
    'waiting-for-limit': {
      text: '한도를 함께 사용하는 다른 세션이 끝나기를 기다립니다.',
      next: '충분히 끝나면 자동으로 시작합니다. 세션을 하나 종료하면 더 빨리 시작합니다.',
    },
    'waiting-for-start-time': { text: '시작 시각을 기다리고 있습니다.', next: '' },
    'waiting-for-engine': {
      text: '지금 세션을 시작할 수 있는 머신이 없습니다.',
      next: '머신이 복구되면 자동으로 시작합니다. 오래 계속되면 관리자에게 알려 주세요.',
    },
    'resources-reserved': { text: '자원을 확보했습니다.', next: '' },
    preparing: { text: '환경을 준비하고 있습니다.', next: '' },
    'bootstrap-running': {
      text: '부트스트랩 스크립트를 실행하고 있습니다.',
      next: '스크립트가 끝나면 세션을 쓸 수 있습니다. 멈춘 것 같으면 세션을 종료하고 내 스크립트 없이 다시 시작하세요.',
    },
    started: { text: '실행 중입니다.', next: '' },
    'start-interrupted': { text: '세션을 시작하는 동안 서버가 중단되었습니다.', next: '시작을 다시 시도합니다.' },
    'ended-by-owner': { text: '소유자가 종료했습니다.', next: '' },
    'ended-by-administrator': { text: '관리자가 종료했습니다.', next: '예상하지 못한 종료라면 관리자에게 문의하세요.' },
    'ended-with-membership': { text: '소유자가 더 이상 워크스페이스 구성원이 아닙니다.', next: '' },
    'credential-ended': {
      text: '이 세션을 요청한 계정이나 자격 증명을 더 이상 사용할 수 없습니다.',
      next: '활성 상태인 자격 증명으로 다시 시작하세요.',
    },
    'project-inactive': {
      text: '프로젝트가 더 이상 활성 상태가 아닙니다.',
      next: '다른 프로젝트에서 다시 시작하거나, 관리자에게 이 프로젝트의 활성화를 요청하세요.',
    },
    'project-membership-ended': {
      text: '소유자가 더 이상 프로젝트 구성원이 아닙니다.',
      next: '다른 프로젝트에서 다시 시작하세요.',
    },
    'folder-access-ended': {
      text: '소유자가 마운트한 폴더를 더 이상 사용할 수 없습니다.',
      next: '그 폴더 없이 다시 시작하세요.',
    },
    'command-succeeded': { text: '명령이 성공적으로 끝났습니다.', next: '' },
    'command-failed': { text: '명령이 오류로 끝났습니다.', next: '로그에서 출력을 확인하세요.' },
    'time-limit': { text: '시간 제한에 도달했습니다.', next: '더 긴 시간으로 다시 시작하세요.' },
    lifetime: {
      text: '자원 정책이 허용하는 시간만큼 실행되었습니다.',
      next: '다시 시작하거나, 관리자에게 더 긴 실행 시간을 요청하세요.',
    },
    idle: {
      text: '리소스 정책이 허용하는 시간 동안 아무도 사용하지 않았습니다.',
      next: '다시 시작하세요. 경고를 받았을 때 더 오래 유지하도록 할 수 있습니다.',
    },
    'out-of-memory': {
      text: '할당된 것보다 많은 메모리를 사용해 중지되었습니다.',
      next: '메모리를 늘려 다시 시작하세요.',
    },
    lost: {
      text: '프로세스가 사라졌습니다. 외부에서 강제 종료되었거나 머신이 다시 시작되었습니다.',
      next: '다시 시작하세요.',
    },
    'start-failed': { text: '시작하지 못했습니다.', next: '기록에서 자세한 내용을 확인하고 다시 시작하세요.' },
    'start-timeout': {
      text: '제시간에 준비되지 않았습니다.',
      next: '다시 시작하세요. 반복되면 관리자에게 알려 주세요.',
    },
    'stop-timeout': { text: '제시간에 끝나지 않아 정리를 포기했습니다.', next: '관리자가 머신을 확인해야 합니다.' },
    'never-fits': { text: '이제 머신에 요청한 만큼의 자원이 없습니다.', next: '더 적은 자원으로 다시 시작하세요.' },
  },
}
