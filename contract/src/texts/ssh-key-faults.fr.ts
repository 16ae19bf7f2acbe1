import type { SshKeyFault } from '../ssh-keys.ts'
import type { Translation } from './language.ts'

export const sshKeyFaultsFr: Translation<Readonly<Record<SshKeyFault, string>>> = {
  'not-a-public-key': 'Ce n’est pas une clé publique OpenSSH. Elle commence comme « ssh-ed25519 AAAA… ».',
  'several-lines': 'Une clé sur une ligne. Ajoutez chaque clé séparément, et recollez une ligne coupée.',
  'private-key-here': 'C’est une clé privée. Saisissez la clé publique, du fichier dont le nom finit par .pub.',
  'other-format':
    'C’est une clé publique dans un autre format. Convertissez-la : ssh-keygen -i -f FILE, avec -m PKCS8 pour PEM.',
  options: 'Il y a quelque chose devant la clé. Saisissez-la sans options ; elle commence par son type.',
  certificate: 'C’est un certificat. Saisissez la clé publique pour laquelle il a été émis.',
  'type-not-accepted':
    'Les clés de ce type ne sont pas acceptées. Utilisez Ed25519, ECDSA (NIST P-256, P-384, P-521) ou RSA.',
  'rsa-too-short': 'Les clés RSA doivent avoir au moins 2048 bits.',
  damaged: 'La clé est endommagée. Recopiez-la en entier.',
  'comment-not-accepted': 'Le commentaire après la clé est trop long ou contient des caractères non affichables.',
  'not-a-private-key': 'Ce n’est pas une clé privée au format OpenSSH ou PEM. Elle commence par « -----BEGIN ».',
  'public-key-here': 'C’est une clé publique. La clé privée commence par « -----BEGIN ».',
  passphrase:
    'Cette clé privée a une phrase secrète : les sessions ne pourraient pas l’utiliser. Saisissez-en une sans : ssh-keygen -p -f FILE.',
  'does-not-match': 'Cette clé privée ne correspond pas à la clé publique : ce qu’elle signe ne se vérifie pas.',
}
