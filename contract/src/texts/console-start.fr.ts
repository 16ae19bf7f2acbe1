import type { consoleStartEn } from './console-start.en.ts'
import { plural } from './language.ts'
import type { Translation } from './language.ts'

export const consoleStartFr: Translation<typeof consoleStartEn> = {
  resourceGroup: 'Groupe de ressources',
  groupNote: (p) => `${p.nodes} ${plural('fr', p.nodes, { one: 'machine', other: 'machines' })}`,
  groupAway: 'Aucune machine n’y est disponible en ce moment.',
  groupNotLoaded: 'Les ressources libres de ce groupe n’ont pas pu être chargées.',
  presets: {
    title: 'Préréglages',
    waits: 'Attend',
    refused: 'Impossible de démarrer',
    most: (p) => `${p.resource} : au plus ${p.most}, ${p.limit}`,
    more: (p) => `${p.resource} : au plus ${p.most} de plus, ${p.limit}`,
  },
  templates: {
    label: 'Modèle',
    none: 'Sans modèle',
    own: 'Les vôtres',
    ofProject: (p) => `Du projet ${p.project}`,
    example: 'Exemple',
    actions: 'Actions pour les modèles',
    saveAs: 'Enregistrer comme modèle',
    update: (p) => `Remplacer le contenu de ${p.name}`,
    rename: (p) => `Renommer ${p.name}`,
    remove: (p) => `Supprimer ${p.name}`,
    reduced:
      'Le modèle demande plus que ce que vous pouvez avoir en ce moment. Les quantités sont les plus grandes possibles.',
    envNote: 'Un modèle conserve les noms des variables, jamais leurs valeurs. Remplissez-les.',
    saved: (p) => `${p.name} a été enregistré comme modèle.`,
    updated: (p) => `${p.name} a été enregistré.`,
    renamed: (p) => `Le modèle s’appelle maintenant ${p.name}.`,
    removed: (p) => `${p.name} a été supprimé.`,
    dialog: {
      title: 'Enregistrer comme modèle',
      text: 'Il conserve tous les réglages sauf le nom et l’heure de démarrage. Des variables, il conserve les noms ; les valeurs sont demandées à chaque démarrage. La commande est conservée telle qu’elle est écrite : mettez les secrets dans des variables.',
      name: 'Nom du modèle',
      nameHelp: '1 à 64 caractères.',
      forWhom: 'Pour',
      me: 'Moi',
      project: (p) => `Tous les membres de ${p.project}`,
      verb: 'Enregistrer le modèle',
      renameTitle: (p) => `Renommer ${p.name}`,
      renameVerb: 'Renommer le modèle',
      taken: 'Un modèle porte déjà ce nom.',
    },
    removing: {
      title: (p) => `Supprimer ${p.name} ?`,
      text: 'Les sessions démarrées à partir de lui continuent. C’est irréversible.',
      ofProject: (p) => `Tous les membres de ${p.project} le perdent.`,
      verb: 'Supprimer le modèle',
    },
  },
}
