import type { SshKeyFault } from '../ssh-keys.ts'

export const sshKeyFaultsKo: Readonly<Record<SshKeyFault, string>> = {
  'not-a-public-key': 'OpenSSH 공개 키가 아닙니다. “ssh-ed25519 AAAA…”처럼 시작해야 합니다.',
  'several-lines': '한 줄에 키 하나만 입력하세요. 키는 하나씩 추가하고, 끊어진 줄은 이어 붙이세요.',
  'private-key-here': '개인 키입니다. 이름이 .pub로 끝나는 파일의 공개 키를 입력하세요.',
  'other-format': '다른 형식의 공개 키입니다. ssh-keygen -i -f FILE로 변환하세요(PEM은 -m PKCS8 추가).',
  options: '키 앞에 다른 내용이 있습니다. 옵션 없이 키 종류로 시작하는 줄을 입력하세요.',
  certificate: '인증서입니다. 인증서의 대상인 공개 키를 입력하세요.',
  'type-not-accepted': '받지 않는 종류의 키입니다. Ed25519, ECDSA(NIST P-256, P-384, P-521), RSA를 사용하세요.',
  'rsa-too-short': 'RSA 키는 2048비트 이상이어야 합니다.',
  damaged: '키가 손상되었습니다. 전체를 다시 복사하세요.',
  'comment-not-accepted': '키 뒤의 설명이 너무 길거나 표시할 수 없는 문자가 있습니다.',
  'not-a-private-key': 'OpenSSH 또는 PEM 형식의 개인 키가 아닙니다. “-----BEGIN”으로 시작해야 합니다.',
  'public-key-here': '공개 키입니다. 개인 키는 “-----BEGIN”으로 시작합니다.',
  passphrase:
    '암호가 걸린 개인 키라서 세션에서 사용할 수 없습니다. ssh-keygen -p -f FILE로 암호를 없앤 키를 입력하세요.',
  'does-not-match': '공개 키와 짝이 아닌 개인 키입니다. 서명이 검증되지 않습니다.',
}
