import type { consoleResourceGroupsEn } from './console-resource-groups.en.ts'
import type { Texts } from './language.ts'

export const consoleResourceGroupsKo: Texts<typeof consoleResourceGroupsEn> = {
  title: '자원 그룹',
  text: '자원 그룹은 대기열을 따로 갖는 머신의 묶음입니다. 모두 들어가지 않을 때 누구의 차례인지 스케줄러가 정합니다.',
  notLoaded: '자원 그룹을 불러오지 못했습니다',
  none: '자원 그룹이 없습니다',
  actionsOf: (p) => `${p.name} 작업`,
  edit: '편집',
  columns: {
    name: '이름',
    state: '상태',
    nodes: '머신',
    scheduler: '스케줄러',
    holdAfter: '자리를 남기는 대기 시간',
    allocated: '할당됨',
    queued: '대기열',
  },
  states: { available: '사용 가능', partly: '일부 사용 가능', unavailable: '사용 불가', empty: '머신 없음' },
  nodesOf: (p) => `${p.all}대 중 ${p.available}대`,
  schedulers: { fifo: '선착순', 'fair-share': '공정 분배' },
  schedulerHelp: {
    fifo: '우선순위가 같으면 오래 기다린 세션이 먼저입니다.',
    'fair-share':
      '우선순위가 같으면 지금 가진 양과 최근에 쓴 양이 가장 적은 사람이 먼저입니다. 가장 많이 쓴 자원으로 비교합니다.',
  },
  resources: { cpu: 'CPU', memory: '메모리', gpu: 'GPU', gpuShares: 'fGPU' },
  used: (p) => `${p.what} ${p.used} / ${p.all}`,
  waiting: (p) => (p.count === 0 ? '대기 없음' : `${p.text}개 대기`),
  running: (p) => `${p.text}개 실행`,
  atOnce: '바로',
  form: {
    title: (p) => `${p.name} 편집`,
    scheduler: '스케줄러',
    holdAfter: '자리를 남기는 대기 시간',
    holdAfterHelp:
      '이보다 오래 기다린 세션을 위해 자리를 남깁니다. 그전에는 작은 세션이 앞질러 시작할 수 있습니다. 0은 바로 남깁니다.',
    holdAfterWrong: '0분에서 10,080분(1주) 사이로 입력하세요.',
    minutes: '분',
    effect: '실행 중인 세션은 그대로입니다. 대기 중인 세션은 바로 새 순서로 정렬됩니다.',
    verb: '저장',
    saved: (p) => `${p.name} 그룹을 저장했습니다.`,
    unchanged: '바뀐 내용이 없습니다.',
  },
}
