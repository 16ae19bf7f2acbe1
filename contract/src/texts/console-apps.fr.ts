import type { consoleAppsEn } from './console-apps.en.ts'
import type { Translation } from './language.ts'

export const consoleAppsFr: Translation<typeof consoleAppsEn> = {
  title: 'Applications',
  note: 'Chacune s’ouvre à sa propre adresse et démarre à sa première ouverture.',
  sharedTitle: 'Ici, les applications partagent une adresse',
  shared:
    'Vous êtes venu par le réseau sur un site qui n’a pas de domaine pour les applications. Les pages de toutes les applications que vous ouvrez, y compris celles d’autres sessions, peuvent se lire et agir les unes sur les autres, mais pas sur la console. N’ouvrez que celles en qui vous avez confiance.',
  sharedOther: (p) => `Ouvrir ${p.app} de quelqu’un d’autre ?`,
  sharedOtherText:
    'Sa page pourrait lire et utiliser toutes les autres applications ouvertes dans ce navigateur, votre propre Jupyter compris : ce site n’a pas de domaine pour les applications. Ne l’ouvrez que si vous faites confiance à la personne qui l’exécute.',
  openAnyway: 'Ouvrir quand même',
  none: 'Rien à ouvrir n’a été trouvé dans cet environnement.',
  notLoaded: 'Les applications n’ont pas pu être chargées',
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
