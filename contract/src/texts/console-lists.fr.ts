import type { consoleListsEn } from './console-lists.en.ts'
import type { Translation } from './language.ts'

export const consoleListsFr: Translation<typeof consoleListsEn> = {
  filter: {
    by: (p) => `Filtrer : ${p.column}`,
    any: 'Tout',
    placeholder: 'contient',
    open: 'Filtrer et trier',
    openCount: (p) => `Filtrer et trier (${p.count})`,
    sortBy: 'Trier par',
    sortedBy: (p) => `Tri : ${p.column}`,
    ascending: 'Croissant',
    descending: 'Décroissant',
    direction: 'Sens',
    shown: 'Lignes affichées',
    contains: (p) => `${p.column} contient « ${p.text} »`,
    is: (p) => `${p.column} est « ${p.text} »`,
    remove: (p) => `Retirer le filtre : ${p.filter}`,
    clear: 'Effacer tous les filtres',
  },
  export: {
    menu: 'Exporter en CSV',
    rows: 'Exactement les lignes que la liste affiche, avec ses filtres et son ordre, y compris celles qui ne sont pas encore chargées.',
    fileName: 'Nom du fichier',
    fileNameHelp: '.csv est ajouté.',
    fileNameWrong: '1 à 255 caractères.',
    columns: 'Colonnes',
    columnsMissing: 'Choisissez au moins une colonne.',
    all: 'Toutes',
    none: 'Aucune',
    verb: 'Télécharger',
  },
  columns: {
    choose: 'Choisir les colonnes',
    title: 'Colonnes',
    kept: 'Mémorisé pour vous, où que vous vous connectiez. Les petits écrans en affichent moins.',
    notKept: 'Valable jusqu’au rechargement de la page : vos préférences ne gardent pas les colonnes.',
    all: 'Tout afficher',
    done: 'Terminé',
  },
}
