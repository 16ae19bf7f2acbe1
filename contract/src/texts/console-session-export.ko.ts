import type { consoleSessionExportEn } from './console-session-export.en.ts'
import type { Texts } from './language.ts'

export const consoleSessionExportKo: Texts<typeof consoleSessionExportEn> = {
  title: '세션 내보내기',
  columns: {
    name: '이름',
    status: '상태',
    reason: '이유',
    result: '결과',
    exitCode: '종료 코드',
    type: '유형',
    environment: '환경',
    command: '명령',
    owner: '소유자',
    workspace: '워크스페이스',
    project: '프로젝트',
    credential: '액세스 키',
    resourceGroup: '자원 그룹',
    node: '머신',
    priority: '우선순위',
    cpu: 'CPU',
    memory: '메모리(바이트)',
    gpu: 'GPU',
    gpuShares: 'GPU 지분',
    sharedMemory: '공유 메모리(바이트)',
    containers: '컨테이너',
    createdAt: '생성일',
    startedAt: '시작',
    endedAt: '종료',
    seconds: '실행 시간(초)',
    id: 'ID',
  },
}
