import type { consoleSshEn } from './console-ssh.en.ts'
import type { Texts } from './language.ts'

export const consoleSshKo: Texts<typeof consoleSshEn> = {
  title: 'SSH 및 SFTP',
  shell: '셸',
  files: '파일',
  copyShell: '셸 명령 복사',
  copyFiles: '파일 명령 복사',
  hostKey: '호스트 키',
  copyHostKey: '호스트 키 지문 복사',
  hostKeyNote: '처음 연결할 때 ssh가 이 지문을 보여 줍니다. 지문이 다르면 이 서버가 아닙니다.',
  noKeys: '아직 SSH 키가 없습니다.',
  addKey: '추가',
  off: '이 사이트에는 SSH 서버가 없습니다.',
  notLoaded: 'SSH 명령을 불러오지 못했습니다',
}
