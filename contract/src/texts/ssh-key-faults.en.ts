/** What is wrong with a text that should be an SSH key, and what to do. */
import type { SshKeyFault } from '../ssh-keys.ts'

export const sshKeyFaultsEn: Readonly<Record<SshKeyFault, string>> = {
  'not-a-public-key': 'This is not an OpenSSH public key. It begins like “ssh-ed25519 AAAA…”.',
  'several-lines': 'One key on one line. Add each key by itself, and join a line that was broken.',
  'private-key-here': 'This is a private key. Enter the public one, from the file that ends with .pub.',
  'other-format': 'This is a public key in another format. Convert it: ssh-keygen -i -f FILE, with -m PKCS8 for PEM.',
  options: 'There is something before the key. Enter it without options; it begins with its type.',
  certificate: 'This is a certificate. Enter the public key that it was made for.',
  'type-not-accepted': 'Keys of this type are not accepted. Use Ed25519, ECDSA (NIST P-256, P-384, P-521) or RSA.',
  'rsa-too-short': 'RSA keys need at least 2048 bits.',
  damaged: 'The key is damaged. Copy it again, whole.',
  'comment-not-accepted': 'The comment after the key is too long or has characters that cannot be shown.',
  'not-a-private-key': 'This is not a private key in OpenSSH or PEM format. It begins with “-----BEGIN”.',
  'public-key-here': 'This is a public key. The private one begins with “-----BEGIN”.',
  passphrase:
    'This private key has a passphrase, so sessions could not use it. Enter one without: ssh-keygen -p -f FILE.',
  'does-not-match': 'This private key does not belong to the public key: what it signs does not verify.',
}
