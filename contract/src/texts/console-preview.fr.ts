import type { consolePreviewEn } from './console-preview.en.ts'
import type { Texts } from './language.ts'

export const consolePreviewFr: Texts<typeof consolePreviewEn> = {
  failed: 'L’aperçu n’a pas pu être chargé',
  failedText: 'Téléchargez le fichier pour le voir, ou réessayez.',
  unreadable: 'Ce fichier ne peut pas être affiché',
  unreadableText:
    'Son nom annonce autre chose que son contenu, ou ce navigateur ne sait pas l’afficher. Téléchargez-le pour l’ouvrir dans un programme.',
  nothing: 'Ce type de fichier n’a pas d’aperçu',
  nothingText: 'Téléchargez-le pour l’ouvrir dans un programme.',
  empty: 'Ce fichier est vide',
  cut: (p) => `Seuls les premiers ${p.size} sont affichés. Téléchargez le fichier pour le voir en entier.`,
  cutRows: (p) => `Lignes affichées depuis le début : ${p.text}. Téléchargez le fichier pour les voir toutes.`,
  content: (p) => `Contenu de ${p.name}`,
  rows: (p) => `Lignes de ${p.name}`,
  row: 'Ligne',
  noColumnName: (p) => `Colonne ${p.text}`,
  zoomIn: 'Agrandir',
  zoomOut: 'Réduire',
  page: (p) => `Page n° ${p.text}`,
  pages: (p) => `Pages : ${p.text}`,
  pageLost: 'Cette page n’a pas pu être dessinée.',
  locked: 'Ce PDF est protégé par un mot de passe',
  lockedText: 'Téléchargez-le pour l’ouvrir dans un programme qui demande le mot de passe.',
  blocked: {
    title: 'Les scripts sont bloqués',
    preference:
      'Vous avez choisi de bloquer les scripts des fichiers dans le navigateur : ce fichier est affiché sans ce que feraient ses scripts.',
    site: 'Ce site bloque les scripts des fichiers dans le navigateur : ce fichier est affiché sans ce que feraient ses scripts.',
    html: 'Le HTML n’est pas affiché tant que les scripts sont bloqués. Téléchargez-le ou changez le réglage.',
    htmlSite:
      'Ce site bloque les scripts des fichiers dans le navigateur : le HTML n’est pas affiché. Téléchargez-le pour l’ouvrir.',
    setting: 'Ouvrir le réglage',
  },
  noFrame: 'Impossible d’afficher cela ici',
  noFrameText:
    'Le HTML et le SVG sont affichés depuis une adresse à part, séparée de la console, et ce site n’en a pas. Téléchargez le fichier, ou demandez à un administrateur d’en configurer une.',
  notebook: {
    broken: 'Ce n’est pas un notebook lisible',
    none: 'Ce notebook n’a pas de cellules',
    input: (p) => `Entrée [${p.text}]`,
    output: (p) => `Sortie [${p.text}]`,
    rich: 'Cette sortie est du HTML et n’est pas affichée ici.',
    picture: 'Image produite par la cellule',
  },
}
