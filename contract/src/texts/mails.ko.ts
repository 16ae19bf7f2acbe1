import type { Texts } from './language.ts'
import type { mailsEn } from './mails.en.ts'

export const mailsKo: Texts<typeof mailsEn> = {
  invitation: {
    subject: (p) => `${p.host}의 ${p.workspace} 워크스페이스 초대`,
    text: (p) =>
      `안녕하세요.

${p.invitedBy} 님이 ${p.host}의 Berth 워크스페이스 “${p.workspace}”에 초대했습니다.

아래 링크를 열어 수락하거나 거절하세요. 이 이메일 주소로 한 번만, ${p.until}까지 사용할 수 있습니다.

${p.link}

초대받은 이유를 모르겠다면 무시하세요. 링크를 열지 않으면 아무 일도 일어나지 않습니다.
`,
    somebody: '누군가',
  },
}
