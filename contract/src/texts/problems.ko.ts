import type { ProblemTexts } from './problems.en.ts'
import { listPolicyUses } from './policy-uses.ts'
import { sayViolations, type ViolationTexts } from './violations.ts'

const violations: ViolationTexts = {
  resources: {
    cpu: 'CPU 코어',
    memory: '메모리',
    gpu: 'GPU',
    gpuShares: 'GPU 지분',
    containers: '컨테이너',
    concurrentSessions: '동시 세션',
    pendingSessions: '대기 중인 세션',
    lifetime: '실행 시간',
    folders: '폴더',
  },
  limits: { credential: '자격 증명 정책', user: '사용자 자원 정책', project: '프로젝트', hardware: '머신' },
  seconds: (text) => `${text}초`,
  say: ({ resource, asked, used, max, limit }) => `${resource}: 요청 ${asked}, 사용 중 ${used}, 한도 ${max} (${limit})`,
  nothing: '다른 세션이 끝나기 전에는 더 시작할 수 없습니다.',
  largest: (request) => `가능한 최대 요청: ${request}.`,
}

export const problemsKo: ProblemTexts = {
  'invalid-input': {
    title: '입력한 내용을 확인하세요',
    detail: (p) => p.errors.map((error) => `${error.path}: ${error.message}`).join('; '),
  },
  'malformed-json': {
    title: '요청이 올바른 JSON이 아닙니다',
    detail: (p) => `${p.line}행 ${p.column}열에서 읽기를 멈췄습니다.`,
  },
  'unsupported-media-type': {
    title: '요청의 콘텐츠 형식이 잘못되었습니다',
    detail: (p) => `${p.expected} 형식으로 보내세요.`,
  },
  'body-too-large': { title: '요청이 너무 큽니다', detail: (p) => `최대 ${p.limit}바이트까지 읽습니다.` },
  'not-found': { title: '찾을 수 없습니다', detail: '존재하지 않거나 볼 수 있는 권한이 없습니다.' },
  'no-such-route': { title: '없는 주소입니다', detail: (p) => `${p.method} ${p.path} 주소는 없습니다.` },
  'not-signed-in': { title: '로그인되어 있지 않습니다', detail: '로그인한 뒤 다시 시도하세요.' },
  'not-allowed': { title: '권한이 없습니다', detail: '이 작업에 필요한 권한이 없습니다. 관리자에게 문의하세요.' },
  'cross-origin': {
    title: '다른 사이트에서 온 요청입니다',
    detail: '다른 사이트의 요청은 거부합니다. Berth를 원래 주소로 여세요.',
  },
  'too-many-requests': {
    title: '시도 횟수가 너무 많습니다',
    detail: (p) => `${p.retryAfter}초 뒤에 다시 시도하세요.`,
  },
  internal: {
    title: 'Berth에 문제가 생겼습니다',
    detail: '이 요청 ID로 기록했습니다. 다시 시도해 보고, 계속되면 관리자에게 ID를 알려 주세요.',
  },
  unavailable: {
    title: '준비 중입니다',
    detail: '서버나 데이터베이스가 시작 또는 종료 중입니다. 잠시 뒤 다시 시도하세요.',
  },
  'rate-limited': {
    title: '요청이 너무 많습니다',
    detail: (p) =>
      `이 자격 증명은 ${p.window / 60}분에 ${p.limit}번까지 요청할 수 있습니다. ${p.retryAfter}초 뒤에 다시 시도하세요.`,
  },
  'changed-meanwhile': {
    title: '그사이 다른 사람이 변경했습니다',
    detail: '다시 불러와 지금 내용을 확인한 뒤 변경을 다시 저장하세요.',
  },
  'set-up-done': { title: '이미 설정이 끝난 사이트입니다', detail: '기존 계정으로 로그인하세요.' },
  'set-up-token-wrong': {
    title: '유효하지 않은 설정 링크입니다',
    detail: '서버 로그에 있는 최신 링크를 사용하세요. 설정을 마칠 때까지 시작할 때마다 출력됩니다.',
  },
  'invalid-credentials': {
    title: '로그인하지 못했습니다',
    detail: '이름이나 비밀번호가 틀렸거나, 이 위치에서 로그인할 수 없는 계정입니다.',
  },
  'sign-in-request-expired': { title: '만료된 요청입니다', detail: 'berth login을 다시 실행하세요.' },
  'otp-required': {
    title: '인증 코드가 필요합니다',
    detail: '인증 앱에 표시된 숫자 6자리나 복구 코드를 입력하세요.',
  },
  'wrong-password': { title: '비밀번호가 틀렸습니다', detail: '지금 로그인에 쓰는 비밀번호를 입력하세요.' },
  'wrong-code': {
    title: '인증 코드가 틀렸습니다',
    detail: '가장 최근 코드를 입력하세요. 계속 틀리면 인증 앱이 있는 기기의 시계를 확인하세요.',
  },
  'two-factor-on': { title: '2단계 인증이 이미 켜져 있습니다', detail: '다른 인증 앱을 쓰려면 먼저 끄세요.' },
  'two-factor-off': { title: '2단계 인증이 꺼져 있습니다', detail: '끌 것이 없습니다.' },
  'two-factor-not-started': { title: '확인할 것이 없습니다', detail: '비밀 키가 만료되었습니다. 다시 시작하세요.' },
  'two-factor-required': {
    title: '2단계 인증을 끌 수 없습니다',
    detail: '이 사이트에서는 2단계 인증이 필수입니다. 관리자에게 문의하세요.',
  },
  'password-change-required': {
    title: '먼저 비밀번호를 바꿔야 합니다',
    detail: '비밀번호를 바꾸면 나머지 기능을 사용할 수 있습니다.',
  },
  'second-factor-set-up-required': {
    title: '먼저 2단계 인증을 켜야 합니다',
    detail: '이 사이트에서는 2단계 인증이 필수입니다. 내 계정에서 켜면 나머지 기능을 사용할 수 있습니다.',
  },
  'own-address-left-out': {
    title: '더 이상 접속할 수 없게 됩니다',
    detail: (p) => `현재 주소 ${p.clientIp}이(가) 목록에 없습니다. 추가하거나, 그대로 저장할지 확인하세요.`,
  },
  'last-superadmin': { title: '마지막 관리자입니다', detail: '먼저 다른 사람을 관리자로 지정하세요.' },
  'not-yourself': { title: '자신에게는 할 수 없는 작업입니다', detail: '다른 관리자에게 요청하세요.' },
  'import-refused': {
    title: '가져온 항목이 없습니다',
    detail: (p) => `오류가 있는 행: ${p.bad}개. 고친 뒤 다시 가져오세요.`,
  },
  'passkey-refused': {
    title: '패스키를 등록하지 못했습니다',
    detail: '이 사이트용 패스키가 아니거나 시간이 너무 지났습니다. 다시 시도하세요.',
  },
  'too-many-passkeys': {
    title: '패스키가 너무 많습니다',
    detail: (p) => `최대 ${p.limit}개까지 등록할 수 있습니다. 먼저 하나를 삭제하세요.`,
  },
  'identity-refused': {
    title: '통합 로그인에 실패했습니다',
    detail: '취소되었거나, 시간이 초과되었거나, 다른 브라우저에서 시작되었습니다. 다시 시도하세요.',
  },
  'identity-provider-unreachable': {
    title: 'ID 공급자에 연결할 수 없습니다',
    detail: '잠시 후 다시 시도하거나 다른 방법으로 로그인하세요.',
  },
  'email-not-verified': {
    title: '이메일이 확인되지 않았습니다',
    detail: 'ID 공급자에서 이메일을 확인한 후 다시 시도하세요.',
  },
  'identity-not-linked': {
    title: '통합 로그인이 계정에 연결되어 있지 않습니다',
    detail: '같은 이메일의 계정이 있습니다. 다른 방법으로 로그인한 후 내 계정에서 통합 로그인을 연결하세요.',
  },
  'identity-in-use': {
    title: '이 ID는 다른 계정에 연결되어 있습니다',
    detail: '해당 계정으로 로그인하여 연결을 해제하거나 다른 ID를 사용하세요.',
  },
  'last-way-in': {
    title: '더 이상 로그인할 수 없게 됩니다',
    detail: '이 계정에 로그인할 수 있는 마지막 방법입니다. 먼저 다른 방법을 추가하세요.',
  },
  'login-cannot-be-extended': {
    title: '로그인을 연장할 수 없습니다',
    detail: '사이트에서 허용하지 않거나 최대 시간에 도달했습니다. 끝나면 다시 로그인하세요.',
  },
  'access-key-needed': {
    title: '액세스 키가 필요합니다',
    detail: '자격 증명의 액세스 키와 비밀 키를 보내세요(Basic).',
  },
  'no-login': {
    title: '여기에는 로그인이 없습니다',
    detail: '액세스 키로 호출하고 있어 로그인하거나 로그아웃할 것이 없습니다. 끝내려면 자격 증명을 폐기하세요.',
  },
  'not-by-credential': {
    title: '자격 증명으로는 할 수 없습니다',
    detail: '계정, 로그인 수단, 키, 소속, 사이트 설정은 사람이 바꿉니다. 콘솔에 로그인하거나 berth login을 실행하세요.',
  },
  'main-credential': {
    title: '기본 자격 증명은 유지됩니다',
    detail: '사용자가 워크스페이스의 구성원인 동안 콘솔이 이 자격 증명으로 동작합니다. 대신 사용자를 비활성화하세요.',
  },
  'credential-revoked': {
    title: '폐기된 자격 증명입니다',
    detail: '폐기는 되돌릴 수 없습니다. 새로 만드세요.',
  },
  'too-many-credentials': {
    title: '자격 증명이 너무 많습니다',
    detail: (p) => `한 워크스페이스에 ${p.limit}개까지 가질 수 있습니다. 쓰지 않는 것을 폐기하세요.`,
  },
  'ssh-key-known': {
    title: '이미 등록된 키입니다',
    detail: '목록에 있는 키입니다. 개인 키도 보관하려면 목록에서 삭제한 뒤 두 키를 함께 추가하세요.',
  },
  'too-many-ssh-keys': {
    title: 'SSH 키가 너무 많습니다',
    detail: (p) => `최대 ${p.limit}개까지 등록할 수 있습니다. 더 이상 쓰지 않는 키를 삭제하세요.`,
  },
  'too-many-config-scripts': {
    title: '설정 스크립트가 너무 많습니다',
    detail: (p) => `최대 ${p.limit}개까지 만들 수 있습니다. 더 이상 쓰지 않는 스크립트를 삭제하세요.`,
  },
  'config-scripts-too-large': {
    title: '설정 스크립트가 너무 큽니다',
    detail: (p) =>
      `모두 합쳐 ${p.limit}바이트까지 저장할 수 있습니다. 이 스크립트는 ${p.asked}바이트이고, 남은 공간은 ${p.free}바이트입니다.`,
  },
  'config-script-in-the-way': {
    title: '다른 설정 스크립트와 겹칩니다',
    detail: (p) => `파일이 폴더가 될 수는 없습니다. “${p.name}” 스크립트가 이미 있으니 다른 이름을 쓰세요.`,
  },
  'policy-in-use': {
    title: '사용 중인 정책입니다',
    detail: (p) => `먼저 다음에 다른 정책을 지정하세요: ${listPolicyUses(p, (rest) => `외 ${rest}개`)}.`,
  },
  'default-policy': {
    title: '기본 정책은 유지됩니다',
    detail: '따로 정하지 않으면 이 정책을 씁니다. 한도는 바꿀 수 있습니다.',
  },
  'last-workspace-admin': {
    title: '워크스페이스에는 항상 관리자가 있어야 합니다',
    detail: '마지막 관리자입니다. 먼저 다른 멤버를 관리자로 지정하세요.',
  },
  'personal-workspace': {
    title: '개인 워크스페이스입니다',
    detail: '한 사람의 것이므로 다른 사람이 참여할 수 없고 소유자도 나갈 수 없습니다.',
  },
  'already-member': { title: '이미 멤버입니다', detail: '이 이메일의 사용자가 워크스페이스에 속해 있습니다.' },
  'already-invited': {
    title: '이미 초대했습니다',
    detail: '이 이메일로 보낸 초대가 대기 중입니다. 다시 보내 새 링크를 받거나 취소하세요.',
  },
  'invitation-over': {
    title: '더 이상 유효하지 않은 초대입니다',
    detail: '이미 응답했거나 취소, 교체 또는 만료되었습니다. 새 초대를 요청하세요.',
  },
  'invitation-for-another': {
    title: '다른 사람에게 보낸 초대입니다',
    detail: '다른 이메일에 연결되어 있습니다. 초대를 받은 계정으로 로그인하세요.',
  },
  'invitation-has-account': {
    title: '이 이메일의 계정이 있습니다',
    detail: '그 계정으로 로그인하면 초대가 기다리고 있습니다.',
  },
  'sign-up-off': {
    title: '이 사이트에서는 관리자가 계정을 만듭니다',
    detail: '초대받은 이메일로 계정을 만들어 달라고 관리자에게 요청하세요. 초대는 그대로 남아 있습니다.',
  },
  'group-everyone': {
    title: '워크스페이스가 만든 그룹입니다',
    detail: '워크스페이스의 모든 멤버가 들어 있습니다. 일부만 모으려면 그룹을 새로 만드세요.',
  },
  'too-many-presets': {
    title: '프리셋이 너무 많습니다',
    detail: (p) => `최대 ${p.limit}개까지 둘 수 있습니다. 더 이상 쓰지 않는 프리셋을 삭제하세요.`,
  },
  'too-many-templates': {
    title: '템플릿이 너무 많습니다',
    detail: (p) => `최대 ${p.limit}개까지 둘 수 있습니다. 더 이상 쓰지 않는 템플릿을 삭제하세요.`,
  },
  'name-taken': {
    title: '이미 사용 중인 이름입니다',
    detail: (p) =>
      p.of === 'folder'
        ? `나 또는 이 폴더를 보게 될 사람이 사용할 수 있는 폴더 중에 이름이 ${p.name}인 폴더가 있습니다. 다른 이름을 쓰세요.`
        : `이 프로젝트에 이름이 ${p.name}인 실행 중인 세션이 있습니다. 다른 이름을 쓰거나 그 세션을 종료하세요.`,
  },
  'quota-exceeded': {
    title: '사용할 수 있는 양을 넘었습니다',
    detail: (p) => sayViolations(p, 'ko', violations),
  },
  'session-state': {
    title: '세션의 현재 상태에서는 할 수 없습니다',
    detail: (p) => `현재 상태는 ${p.state}입니다. 지금은 ${p.action} 작업을 할 수 없습니다.`,
  },
  'no-such-terminal': { title: '종료된 터미널입니다', detail: '새 터미널을 여세요.' },
  'too-many-terminals': {
    title: '터미널이 너무 많습니다',
    detail: (p) => `세션마다 최대 ${p.limit}개입니다. 먼저 하나를 닫으세요.`,
  },
  'engine-unavailable': { title: '지금은 이 머신에서 세션을 실행할 수 없습니다', detail: (p) => p.remedy },
  'app-failed': {
    title: '앱이 시작되지 않았습니다',
    detail: ({ app, why, exitCode }) =>
      why === 'no-answer'
        ? `${app}이(가) 응답하지 않습니다. 세션에서 무엇을 하는지 확인한 뒤 다시 시도하세요.`
        : `${app}이(가)${exitCode === null ? '' : ` 종료 코드 ${exitCode}(으)로`} 종료되었습니다. 마지막 출력에서 이유를 확인하세요.`,
  },
  'no-apps-address': {
    title: '이 사이트에는 앱 주소가 없습니다',
    detail:
      '관리자가 DNS 와일드카드가 있는 도메인을 --apps-domain으로, 또는 도메인 없이 앱에 접속할 포트를 --apps-port로 지정해 서버를 시작해야 합니다.',
  },
  'built-in-environment': {
    title: '이 환경은 머신 자체입니다',
    detail: '항상 존재하며 루트 디렉터리가 없습니다. 아무도 쓰지 않게 하려면 숨기세요.',
  },
  'environment-in-use': {
    title: '이 환경을 사용하는 세션이 있습니다',
    detail: (p) => `이 환경을 기다리거나 실행 중인 세션: ${p.count}. 숨겨 두고 세션이 끝난 뒤 삭제하세요.`,
  },
  'folder-in-use': {
    title: '세션이 이 폴더를 마운트하고 있습니다',
    detail: (p) =>
      p.count > 1
        ? `${p.name} 등 모두 ${p.count}개의 세션에 마운트되어 있습니다. 먼저 세션을 종료하세요.`
        : `${p.name} 세션에 마운트되어 있습니다. 먼저 그 세션을 종료하세요.`,
  },
  'folder-state': {
    title: '폴더의 현재 상태에서는 할 수 없습니다',
    detail: (p) =>
      p.state === 'trashed'
        ? '폴더가 휴지통에 있습니다. 먼저 복원하세요.'
        : p.state === 'ready'
          ? '폴더를 사용하고 있습니다. 먼저 휴지통으로 옮기세요.'
          : '지금은 스토리지 호스트에 연결할 수 없습니다. 관리자에게 문의하세요.',
  },
  'storage-host-refused': {
    title: '여기에서는 이 스토리지 호스트를 쓸 수 없습니다',
    detail: (p) =>
      ({
        policy: `리소스 정책이 ${p.host}을(를) 허용하지 않습니다. 다른 스토리지 호스트를 선택하거나 관리자에게 문의하세요.`,
        project: `프로젝트가 ${p.host}을(를) 허용하지 않습니다. 다른 스토리지 호스트나 다른 프로젝트를 선택하거나 관리자에게 문의하세요.`,
        unavailable: `지금은 ${p.host}에 연결할 수 없습니다. 다른 스토리지 호스트를 선택하거나 관리자에게 문의하세요.`,
        engine: `세션이 실행되는 곳에서는 ${p.host}의 폴더를 마운트할 수 없습니다. 다른 스토리지 호스트의 폴더를 쓰세요.`,
      })[p.why],
  },
  'group-folders-off': {
    title: '이 사이트에는 프로젝트 폴더가 없습니다',
    detail: '관리자가 사이트 설정에서 허용할 수 있습니다.',
  },
  'too-many-shares': {
    title: '이 폴더에 초대된 사람이 너무 많습니다',
    detail: (p) => `폴더는 최대 ${p.limit}명과 공유할 수 있습니다. 더 이상 필요 없는 공유를 끝내세요.`,
  },
  'mount-refused': {
    title: '이 폴더를 마운트할 수 없습니다',
    detail: (p) =>
      ({
        unknown: `사용할 수 있는 폴더 중에 ${p.folder}이(가) 없습니다.`,
        'read-only': `${p.folder}은(는) 읽기만 할 수 있습니다. 읽기 전용으로 마운트하세요.`,
        trashed: `${p.folder}이(가) 휴지통에 있습니다. 먼저 복원하세요.`,
        unavailable: `지금은 ${p.folder}의 스토리지 호스트에 연결할 수 없습니다.`,
        engine: `이 세션이 실행될 곳에서는 ${p.folder}을(를) 마운트할 수 없습니다.`,
      })[p.why],
  },
  'folder-read-only': {
    title: '이 폴더는 읽기만 할 수 있습니다',
    detail: (p) => `${p.folder}의 소유자에게 쓰기 권한을 요청하세요.`,
  },
  'folder-full': {
    title: '폴더가 가득 찼습니다',
    detail: (p) =>
      `최대 ${Math.floor(p.capacity / 1024 ** 2)} MiB까지 담을 수 있고 ${Math.floor(p.used / 1024 ** 2)} MiB를 사용하고 있거나 시작된 업로드에 남겨 두었습니다. 더 이상 필요 없는 파일을 삭제하세요.`,
  },
  'no-such-file': { title: '아무것도 없습니다', detail: (p) => `이 폴더에 ${p.path}이(가) 없습니다.` },
  'file-exists': { title: '이미 있는 이름입니다', detail: (p) => `${p.path}이(가) 있습니다. 다른 이름을 쓰세요.` },
  'not-a-folder': { title: '폴더가 아닙니다', detail: (p) => `${p.path}은(는) 폴더가 아닙니다.` },
  'not-a-file': { title: '파일이 아닙니다', detail: (p) => `${p.path}은(는) 열 수 있는 파일이 아닙니다.` },
  'path-refused': {
    title: '이 경로는 쓸 수 없습니다',
    detail: (p) =>
      ({
        outside: `${p.path}은(는) 심볼릭 링크를 통해 폴더 밖으로 이어집니다. 이런 링크는 따라가지 않습니다.`,
        links: `${p.path}은(는) 심볼릭 링크를 너무 많이 거칩니다.`,
        name: `${p.path}에 저장할 수 없는 이름이 있습니다. 다른 이름을 쓰세요.`,
        link: `${p.path}은(는) 심볼릭 링크이거나 심볼릭 링크를 지납니다. 읽을 때만 허용됩니다.`,
        permission: `디스크에 있는 ${p.path}의 권한 때문에 서버가 사용할 수 없습니다.`,
        changing: `확인하는 동안 ${p.path}이(가) 바뀌었습니다. 다시 시도하세요.`,
        'too-deep': `${p.path}에 폴더가 너무 깊이 중첩되어 있습니다. 여기에서는 128단계까지 다룰 수 있습니다.`,
        'within-itself': `${p.path}이(가) 자기 자신 안에 있게 됩니다. 다른 곳을 선택하세요.`,
      })[p.why],
  },
  'too-many-entries': {
    title: '목록에 보이기에는 너무 많습니다',
    detail: (p) =>
      p.sort === 'name'
        ? `이 안에 파일과 폴더가 ${p.limit}개보다 많습니다. 이름으로 찾거나 세션에서 살펴보세요.`
        : `이 안에 파일과 폴더가 ${p.limit}개보다 많습니다. 이름순으로 보거나 일부를 다른 폴더로 나누세요.`,
  },
  'range-refused': {
    title: '파일에 그런 부분이 없습니다',
    detail: (p) => `파일의 크기는 ${p.size}바이트입니다.`,
  },
  'too-many-uploads': {
    title: '시작된 업로드가 너무 많습니다',
    detail: (p) => `동시에 최대 ${p.limit}개까지 할 수 있습니다. 몇 개가 끝날 때까지 기다리거나 취소하세요.`,
  },
  'upload-version': {
    title: '지원하지 않는 업로드 프로토콜 버전입니다',
    detail: (p) => `Tus-Resumable: ${p.supported}을(를) 보내세요.`,
  },
  'upload-over': {
    title: '끝난 업로드입니다',
    detail: '이미 끝났거나 취소되었거나 하루 동안 이어지지 않았습니다. 처음부터 다시 시작하세요.',
  },
  'upload-offset': {
    title: '업로드의 위치가 다릅니다',
    detail: (p) => `${p.offset}바이트부터 이어서 보내세요.`,
  },
  'upload-locked': {
    title: '다른 요청이 이 업로드를 쓰고 있습니다',
    detail: '그 요청이 끝난 뒤 어디까지 왔는지 확인하고 거기서부터 이어 가세요.',
  },
  'upload-checksum': {
    title: '전송 중에 데이터가 손상되었습니다',
    detail: '체크섬과 달라서 저장하지 않았습니다. 다시 보내세요.',
  },
}
