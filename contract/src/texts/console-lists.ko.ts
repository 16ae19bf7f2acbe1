import type { consoleListsEn } from './console-lists.en.ts'
import type { Texts } from './language.ts'

export const consoleListsKo: Texts<typeof consoleListsEn> = {
  filter: {
    by: (p) => `${p.column} 필터`,
    any: '전체',
    placeholder: '포함',
    open: '필터 및 정렬',
    openCount: (p) => `필터 및 정렬 (${p.count})`,
    sortBy: '정렬 기준',
    sortedBy: (p) => `정렬: ${p.column}`,
    ascending: '오름차순',
    descending: '내림차순',
    direction: '정렬 방향',
    shown: '적용된 필터',
    contains: (p) => `${p.column}에 “${p.text}” 포함`,
    is: (p) => `${p.column}: “${p.text}”`,
    remove: (p) => `필터 제거: ${p.filter}`,
    clear: '필터 모두 지우기',
  },
  export: {
    menu: 'CSV 내보내기',
    rows: '지금 목록의 필터와 순서대로, 아직 불러오지 않은 행까지 모두 내보냅니다.',
    fileName: '파일 이름',
    fileNameHelp: '.csv가 붙습니다.',
    fileNameWrong: '1자 이상 255자 이하로 입력하세요.',
    columns: '열',
    columnsMissing: '열을 하나 이상 선택하세요.',
    all: '모두',
    none: '모두 해제',
    verb: '내려받기',
  },
  columns: {
    choose: '열 선택',
    title: '열',
    kept: '어디서 로그인하든 기억됩니다. 작은 화면에서는 일부만 표시됩니다.',
    notKept: '페이지를 새로 고칠 때까지만 유지됩니다. 환경설정에서 열을 기억하지 않도록 했습니다.',
    all: '모두 표시',
    done: '완료',
  },
}
