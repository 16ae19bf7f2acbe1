import type { consoleDesktopAppEn } from './console-desktop-app.en.ts'
import type { Texts } from './language.ts'

export const consoleDesktopAppKo: Texts<typeof consoleDesktopAppEn> = {
  title: 'Berth를 앱으로 설치',
  text: '별도의 아이콘과 창으로 열립니다. 서버에서 실행되는 내용은 같습니다.',
  byHand: '브라우저 메뉴에서 설치할 수 있습니다.',
  ways: {
    chromium: 'Chrome, Edge: 주소 표시줄 끝의 아이콘 또는 메뉴의 ‘설치’.',
    safari: 'Safari: 파일 메뉴의 ‘Dock에 추가’. iPhone과 iPad에서는 공유의 ‘홈 화면에 추가’.',
    android: 'Android: 메뉴의 ‘홈 화면에 추가’.',
    firefox: '컴퓨터의 Firefox에서는 앱을 설치할 수 없습니다. 다른 브라우저에서 이 페이지를 열어 설치하세요.',
  },
  needsHttps: '브라우저는 https로 연결된 페이지만 설치합니다. 이 페이지는 그렇지 않으니 관리자에게 문의하세요.',
}
