import type { consoleAppsEn } from './console-apps.en.ts'
import type { Translation } from './language.ts'

export const consoleAppsFr: Translation<typeof consoleAppsEn> = {
  title: 'Applications',
  note: 'Chacune s’ouvre à sa propre adresse et démarre à sa première ouverture.',
  none: 'Rien à ouvrir n’a été trouvé dans cet environnement.',
  notLoaded: 'Les applications n’ont pas pu être chargées.',
  later: 'Elles pourront être ouvertes lorsque la session s’exécutera.',
  open: 'Ouvrir',
  openOf: (p) => `Ouvrir ${p.title} dans un nouvel onglet`,
  copyAddress: (p) => `Copier l’adresse de ${p.title}`,
  opening: (p) => `Ouverture de ${p.app}`,
  starting: 'L’application démarre si elle ne s’exécute pas encore. Cela peut prendre une minute.',
  failed: (p) => `Impossible d’ouvrir ${p.app}`,
  output: 'Ses dernières lignes de sortie',
  loopTitle: 'Votre navigateur est revenu sans son cookie',
  loopText: 'Une application a besoin d’un cookie de sa propre adresse. Autorisez-le, puis rouvrez-la.',
  again: 'Rouvrir',
  toSession: 'Vers la session',
}
