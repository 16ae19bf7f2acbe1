/** Languages that the guide is written in, and the words around its pages. */
export const guideLanguages = ['en', 'ko'] as const
export type GuideLanguage = (typeof guideLanguages)[number]

const english = {
  name: 'English',
  guide: 'Berth guide',
  toConsole: 'Open the console',
  skip: 'Skip to content',
  contents: 'Contents',
  onThisPage: 'On this page',
  search: 'Search the guide',
  copy: 'Copy',
  copied: 'Copied',
  noMatch: 'Nothing in the guide has all of these words.',
  matches: 'Found: {count}',
  notLoaded: 'The search could not be loaded.',
  before: 'Before',
  next: 'Next',
  languages: 'Language of the guide',
  notFound: 'There is no such page in the guide',
  notFoundText:
    'The address may be mistyped, or the page has another name now. The contents and the search have them all.',
}
export type GuideWords = typeof english

const korean: GuideWords = {
  name: '한국어',
  guide: 'Berth 안내서',
  toConsole: '콘솔 열기',
  skip: '본문으로 건너뛰기',
  contents: '차례',
  onThisPage: '이 페이지에서',
  search: '안내서 검색',
  copy: '복사',
  copied: '복사됨',
  noMatch: '이 낱말이 모두 있는 곳이 없습니다.',
  matches: '찾은 곳: {count}',
  notLoaded: '검색을 불러오지 못했습니다.',
  before: '이전',
  next: '다음',
  languages: '안내서 언어',
  notFound: '안내서에 없는 페이지입니다',
  notFoundText: '주소가 잘못되었거나 페이지 이름이 바뀌었을 수 있습니다. 차례와 검색에서 모두 찾을 수 있습니다.',
}

export const guideWords: Readonly<Record<GuideLanguage, GuideWords>> = { en: english, ko: korean }
