import type { consolePreviewEn } from './console-preview.en.ts'
import type { Texts } from './language.ts'

export const consolePreviewKo: Texts<typeof consolePreviewEn> = {
  failed: '미리보기를 불러오지 못했습니다',
  failedText: '파일을 내려받아 보거나 다시 시도하세요.',
  unreadable: '이 파일은 보여 줄 수 없습니다',
  unreadableText: '이름과 내용이 다르거나 이 브라우저가 보여 줄 수 없는 형식입니다. 내려받아 프로그램에서 여세요.',
  nothing: '이 종류의 파일은 미리보기가 없습니다',
  nothingText: '내려받아 프로그램에서 여세요.',
  empty: '빈 파일입니다',
  cut: (p) => `처음 ${p.size}만 보입니다. 모두 보려면 파일을 내려받으세요.`,
  cutRows: (p) => `처음 ${p.text}행만 보입니다. 모두 보려면 파일을 내려받으세요.`,
  content: (p) => `${p.name} 내용`,
  rows: (p) => `${p.name}의 행`,
  row: '행',
  noColumnName: (p) => `${p.text}열`,
  zoomIn: '크게',
  zoomOut: '작게',
  page: (p) => `${p.text}쪽`,
  pages: (p) => `쪽수: ${p.text}`,
  pageLost: '이 쪽을 그리지 못했습니다.',
  locked: '암호로 보호된 PDF입니다',
  lockedText: '내려받아 암호를 입력할 수 있는 프로그램에서 여세요.',
  blocked: {
    title: '스크립트가 차단되었습니다',
    preference: '브라우저에서 파일의 스크립트를 차단하도록 설정했으므로, 스크립트가 만드는 내용은 보이지 않습니다.',
    site: '이 사이트는 브라우저에서 파일의 스크립트를 차단하므로, 스크립트가 만드는 내용은 보이지 않습니다.',
    html: '스크립트를 차단하는 동안 HTML은 보이지 않습니다. 내려받거나 설정을 바꾸세요.',
    htmlSite: '이 사이트는 브라우저에서 파일의 스크립트를 차단하므로 HTML은 보이지 않습니다. 내려받아 여세요.',
    setting: '설정 열기',
  },
  noFrame: '여기서는 보여 줄 수 없습니다',
  noFrameText:
    'HTML과 SVG는 콘솔과 분리된 주소에서 보여 주는데, 이 사이트에는 그 주소가 없습니다. 파일을 내려받거나 관리자에게 설정을 요청하세요.',
  notebook: {
    broken: '읽을 수 있는 노트북이 아닙니다',
    none: '이 노트북에는 셀이 없습니다',
    input: (p) => `입력 [${p.text}]`,
    output: (p) => `출력 [${p.text}]`,
    rich: '이 출력은 HTML이라 여기서 보여 주지 않습니다.',
    picture: '셀이 만든 그림',
  },
}
