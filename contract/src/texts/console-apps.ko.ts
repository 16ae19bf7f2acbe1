import type { consoleAppsEn } from './console-apps.en.ts'
import type { Texts } from './language.ts'

export const consoleAppsKo: Texts<typeof consoleAppsEn> = {
  title: '앱',
  note: '각 앱은 자기 주소에서 열리며 처음 열 때 시작됩니다.',
  sharedTitle: '여기서는 앱들이 한 주소를 함께 씁니다',
  shared:
    '앱 도메인이 없는 사이트에 네트워크로 접속했습니다. 다른 세션의 앱까지, 열어 둔 모든 앱의 페이지가 서로를 읽고 조작할 수 있습니다. 콘솔은 그렇게 할 수 없습니다. 믿을 수 없는 앱은 열지 마세요.',
  sharedOther: (p) => `다른 사람의 ${p.app}을(를) 열까요?`,
  sharedOtherText:
    '이 사이트에는 앱 도메인이 없어서, 그 페이지는 내 Jupyter를 포함해 이 브라우저에 열려 있는 다른 모든 앱을 읽고 쓸 수 있습니다. 실행하는 사람을 믿을 때만 여세요.',
  openAnyway: '그래도 열기',
  none: '이 환경에는 열 수 있는 앱이 없습니다.',
  notLoaded: '앱을 불러올 수 없습니다',
  later: '세션이 실행되면 열 수 있습니다.',
  open: '열기',
  openOf: (p) => `새 탭에서 ${p.title} 열기`,
  copyAddress: (p) => `${p.title} 주소 복사`,
  opening: (p) => `${p.app} 여는 중`,
  starting: '아직 실행되지 않았다면 시작합니다. 1분쯤 걸릴 수 있습니다.',
  failed: (p) => `${p.app}을(를) 열 수 없습니다`,
  output: '마지막 출력',
  loopTitle: '브라우저가 쿠키 없이 돌아왔습니다',
  loopText: '앱에는 자기 주소의 쿠키가 필요합니다. 쿠키를 허용한 뒤 다시 여세요.',
  again: '다시 열기',
  toSession: '세션으로',
}
