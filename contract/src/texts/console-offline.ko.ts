import type { consoleOfflineEn } from './console-offline.en.ts'
import type { Texts } from './language.ts'

export const consoleOfflineKo: Texts<typeof consoleOfflineEn> = {
  title: '서버에 연결할 수 없습니다',
  text: '네트워크가 끊겼거나 서버가 실행 중이 아닐 수 있습니다. 세션은 계속 실행됩니다. 응답이 오면 이 페이지가 자동으로 돌아옵니다.',
  retry: '다시 시도',
}
