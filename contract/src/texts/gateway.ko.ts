import type { GatewayTexts } from './gateway.ts'

export const gatewayKo: GatewayTexts = {
  'bad-request': {
    title: '이해할 수 없는 요청입니다',
    text: '브라우저가 보내는 요청이 아닙니다. 세션에서 앱을 여세요.',
    again: undefined,
  },
  unknown: {
    title: '그런 앱이 없습니다',
    text: '이 주소에는 아무것도 없습니다. 세션에서 앱을 여세요.',
    again: undefined,
  },
  'not-signed-in': {
    title: '이 앱을 열 수 없습니다',
    text: '여기서는 권한이 없거나 더 이상 없습니다. 세션에서 앱을 여세요.',
    again: '다시 열기',
  },
  'ticket-over': {
    title: '이미 사용한 링크입니다',
    text: '앱 링크는 1분 안에, 만들어진 주소에서 한 번만 쓸 수 있습니다.',
    again: '다시 열기',
  },
  'another-site': {
    title: '다른 사이트에서 온 요청입니다',
    text: '앱 자신의 페이지만 할 수 있습니다.',
    again: undefined,
  },
  'not-running': {
    title: '앱이 실행 중이 아닙니다',
    text: '종료되었거나 아직 시작되지 않았습니다.',
    again: '시작하기',
  },
  'session-over': {
    title: '세션이 실행 중이 아닙니다',
    text: '앱도 세션과 함께 종료되었습니다.',
    again: undefined,
  },
  'no-answer': {
    title: '앱이 응답하지 않습니다',
    text: '요청을 받았지만 제때 응답하지 않았습니다. 세션에서 앱이 무엇을 하는지 확인하세요.',
    again: undefined,
  },
  garbage: {
    title: '앱의 응답을 이해할 수 없습니다',
    text: '일찍 끝났거나 HTTP가 아닙니다. 세션에서 앱이 무엇을 하는지 확인하세요.',
    again: undefined,
  },
  unavailable: {
    title: '준비되지 않았습니다',
    text: '지금은 서버나 세션에 연결할 수 없습니다. 다시 시도하세요.',
    again: undefined,
  },
}
