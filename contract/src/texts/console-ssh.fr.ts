import type { consoleSshEn } from './console-ssh.en.ts'
import type { Translation } from './language.ts'

export const consoleSshFr: Translation<typeof consoleSshEn> = {
  title: 'SSH et SFTP',
  shell: 'Shell',
  files: 'Fichiers',
  copyShell: 'Copier la commande pour un shell',
  copyFiles: 'Copier la commande pour les fichiers',
  hostKey: 'Clé de l’hôte',
  copyHostKey: 'Copier l’empreinte de la clé de l’hôte',
  hostKeyNote: 'À la première connexion, ssh affiche cette empreinte. Une autre n’est pas celle de ce serveur.',
  noKeys: 'Vous n’avez pas encore de clé SSH.',
  addKey: 'En ajouter une',
  off: 'Ce site n’a pas de serveur SSH.',
  notLoaded: 'La commande SSH n’a pas pu être chargée',
}
