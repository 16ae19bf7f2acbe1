import type { consoleSiteSettingsEn } from './console-site-settings.en.ts'
import type { Texts } from './language.ts'

export const consoleSiteSettingsKo: Texts<typeof consoleSiteSettingsEn> = {
  title: '사이트 설정',
  logins: '로그인 유지 시간',
  security: '비밀번호와 2단계 인증',
  loginIdleLifetime: '사용하지 않을 때 로그인 종료까지',
  loginIdleLifetimeHelp: '5분에서 30일까지.',
  loginAbsoluteLifetime: '사용 여부와 관계없이 로그인 종료까지',
  loginAbsoluteLifetimeHelp: '10분에서 365일까지.',
  idleLonger: '로그인의 최대 유지 시간보다 길 수 없습니다.',
  number: (p) => `${p.label}: 값`,
  unit: (p) => `${p.label}: 단위`,
  units: { minutes: '분', hours: '시간', days: '일' },
  loginExtension: '로그인 연장 허용',
  loginExtensionHelp: '상단 바에 남은 시간과 연장 버튼이 표시됩니다.',
  enforceRequiredPasswordChange: '요청된 비밀번호 변경 전에는 다른 작업 차단',
  enforceRequiredPasswordChangeHelp: '끄면 사용자에게 안내만 합니다.',
  requireTwoFactor: '2단계 인증 필수 대상',
  requireTwoFactorItems: { none: '없음', admins: '최고 관리자', everyone: '모든 사용자' },
  requireTwoFactorHelp: {
    none: '각자 선택합니다.',
    admins: '2단계 인증이 없는 최고 관리자는 설정하기 전까지 다른 작업을 할 수 없습니다.',
    everyone: '2단계 인증이 없는 사용자는 설정하기 전까지 다른 작업을 할 수 없습니다.',
  },
  yourself: '나에게도 적용됩니다. 2단계 인증이 꺼져 있으므로 바로 설정해야 합니다.',
  save: '변경 사항 저장',
  discard: '변경 취소',
  saved: (p) => `저장됨: ${p.names}.`,
  changed: '변경됨',
  loadFailed: '설정을 불러오지 못했습니다',
  notSaved: '저장된 내용이 없습니다',
  errors: {
    range: '가능한 범위를 벗어났습니다.',
    number: '숫자를 입력하세요.',
  },
}
