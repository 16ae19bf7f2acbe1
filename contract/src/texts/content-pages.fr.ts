import type { Translation } from './language.ts'
import type { contentPagesEn } from './content-pages.en.ts'

export const contentPagesFr: Translation<typeof contentPagesEn> = {
  gone: {
    title: 'Ce n’est plus ici',
    text: 'L’adresse n’était valable que peu de temps, ou le fichier ou votre droit d’y accéder n’existe plus. Ouvrez le fichier de nouveau.',
  },
  blocked: {
    title: 'Les scripts sont bloqués',
    text: 'Vos préférences ou ce site bloquent les scripts des fichiers des utilisateurs ; cette page n’est donc pas affichée. Le réglage se trouve dans Préférences → Configuration.',
  },
  tooLarge: {
    title: 'Trop grand pour être affiché',
    text: 'Téléchargez le notebook pour le lire.',
  },
  noNotebook: {
    title: 'Ce n’est pas un notebook',
    text: 'Le contenu du fichier ne se lit pas comme un notebook Jupyter.',
  },
  busy: {
    title: 'Trop à la fois',
    text: 'Plusieurs de vos notebooks sont en cours d’affichage. Ouvrez celui-ci de nouveau dans un instant.',
  },
  leftOut: 'Cette sortie peut contenir des scripts, qui sont bloqués. Elle est affichée en texte.',
}
