import type { consoleUploadsEn } from './console-uploads.en.ts'
import type { Texts } from './language.ts'

export const consoleUploadsFr: Texts<typeof consoleUploadsEn> = {
  title: 'Téléversements',
  to: (p) => `${p.text} ${p.count < 2 ? 'fichier' : 'fichiers'} vers ${p.folder}`,
  states: {
    going: 'Téléversement en cours',
    asking: 'En attente de votre choix',
    done: 'Téléversé',
    failed: 'Tout n’a pas été téléversé',
    cancelled: 'Abandonné',
    interrupted: 'Interrompu',
  },
  arrived: (p) => `Fichiers arrivés : ${p.done} sur ${p.files}.`,
  progress: (p) => `Fichiers : ${p.done} sur ${p.files}, ${p.sent} sur ${p.bytes}`,
  skipped: (p) => `${p.text} ${p.count < 2 ? 'ignoré' : 'ignorés'}`,
  failed: (p) => `${p.text} ${p.count < 2 ? 'échec' : 'échecs'}`,
  cancel: 'Abandonner',
  cancelThis: (p) => `Abandonner : ${p.title}`,
  retry: 'Réessayer',
  dismiss: (p) => `Retirer : ${p.title}`,
  show: 'Ouvrir le dossier',
  details: 'Afficher les fichiers',
  hide: 'Masquer les fichiers',
  goingNow: 'Téléversement en ce moment',
  failures: 'Échecs',
  more: (p) => `et ${p.text} de plus`,
  taken: {
    one: (p) => `${p.name} existe déjà.`,
    many: (p) => `${p.text} fichiers existent déjà, dont ${p.name}.`,
    replace: 'Remplacer',
    both: 'Garder les deux',
    skip: 'Ignorer',
  },
  begun: {
    title: (p) =>
      `${p.text} ${p.count < 2 ? 'téléversement n’est pas terminé' : 'téléversements ne sont pas terminés'}`,
    text: 'Choisissez de nouveau les mêmes fichiers pour reprendre là où ils ont été coupés. Sans cela, ils sont supprimés après un jour.',
    one: (p) => `${p.path} : ${p.sent} sur ${p.size}`,
    remove: 'Les supprimer',
    removed: 'Ce qui avait été téléversé est supprimé.',
  },
  ended: {
    done: (p) => `${p.text} ${p.count < 2 ? 'fichier est maintenant' : 'fichiers sont maintenant'} dans ${p.folder}.`,
    failed: (p) =>
      `${p.text} ${p.count < 2 ? 'fichier n’a pas pu être téléversé' : 'fichiers n’ont pas pu être téléversés'} vers ${p.folder}.`,
  },
}
