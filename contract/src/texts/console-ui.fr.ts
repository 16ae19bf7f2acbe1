import type { consoleUiEn } from './console-ui.en.ts'
import type { Translation } from './language.ts'

export const consoleUiFr: Translation<typeof consoleUiEn> = {
  close: 'Fermer',
  cancel: 'Annuler',
  copy: 'Copier',
  copied: 'Copié',
  copyFailed: 'Copie impossible. Sélectionnez le texte et copiez-le à la main.',
  showPassword: 'Afficher le mot de passe',
  hidePassword: 'Masquer le mot de passe',
  capsLock: 'Verrouillage des majuscules activé',
  optional: 'facultatif',
  tags: {
    remove: (p) => `Retirer ${p.tag}`,
    edit: (p) => `Modifier ${p.tag}`,
    bad: 'non valable',
    entered: (p) => `${p.label} : éléments saisis`,
  },
  loading: 'Chargement',
  actions: 'Actions',
  retry: 'Réessayer',
  dismiss: 'Fermer',
  messages: 'Messages',
  requestId: 'ID de requête',
  freeNow: (p) => `disponible : ${p.amount}`,
  theme: { label: 'Thème', light: 'Clair', dark: 'Sombre', system: 'Suivre le système' },
  language: 'Langue',
  systemLanguage: 'Langue du système',
  help: 'Aide',
}
