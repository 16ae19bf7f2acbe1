import type { SshKeyFault } from '../ssh-keys.ts'
import type { Translation } from './language.ts'

export const sshKeyFaultsId: Translation<Readonly<Record<SshKeyFault, string>>> = {
  'not-a-public-key': 'Ini bukan kunci publik OpenSSH. Awalnya seperti “ssh-ed25519 AAAA…”.',
  'several-lines':
    'Satu kunci pada satu baris. Tambahkan setiap kunci sendiri-sendiri, dan gabungkan baris yang terputus.',
  'private-key-here': 'Ini kunci privat. Masukkan kunci publiknya, dari file yang namanya berakhiran .pub.',
  'other-format': 'Ini kunci publik dalam format lain. Konversikan: ssh-keygen -i -f FILE, dengan -m PKCS8 untuk PEM.',
  options: 'Ada sesuatu sebelum kunci. Masukkan tanpa opsi; kunci diawali dengan jenisnya.',
  certificate: 'Ini sertifikat. Masukkan kunci publik yang menjadi dasarnya.',
  'type-not-accepted': 'Kunci jenis ini tidak diterima. Gunakan Ed25519, ECDSA (NIST P-256, P-384, P-521), atau RSA.',
  'rsa-too-short': 'Kunci RSA memerlukan setidaknya 2048 bit.',
  damaged: 'Kunci rusak. Salin lagi secara utuh.',
  'comment-not-accepted': 'Komentar setelah kunci terlalu panjang atau berisi karakter yang tidak dapat ditampilkan.',
  'not-a-private-key': 'Ini bukan kunci privat dalam format OpenSSH atau PEM. Awalnya “-----BEGIN”.',
  'public-key-here': 'Ini kunci publik. Kunci privat diawali dengan “-----BEGIN”.',
  passphrase:
    'Kunci privat ini memiliki frasa sandi sehingga sesi tidak dapat memakainya. Masukkan yang tanpa frasa sandi: ssh-keygen -p -f FILE.',
  'does-not-match': 'Kunci privat ini bukan pasangan kunci publik: tanda tangannya tidak terverifikasi.',
}
