import type { consoleLogsEn } from './console-logs.en.ts'
import type { Translation } from './language.ts'

export const consoleLogsFr: Translation<typeof consoleLogsEn> = {
  title: 'Requêtes de ce navigateur',
  text: 'Ce que la console a demandé au serveur depuis ce navigateur, et ce qui est revenu : au plus 3 000, les plus récentes d’abord. Cela reste sur cet appareil et est supprimé à la déconnexion. Les valeurs, mots de passe et clés n’y entrent jamais. Grâce à son ID de requête, un administrateur retrouve une requête dans le journal du serveur.',
  device: 'Cet appareil',
  filter: 'Filtrer',
  filterHelp: 'Par méthode, adresse, état, ID de requête ou erreur',
  errorsOnly: 'Erreurs seulement',
  refresh: 'Actualiser',
  clear: 'Vider',
  download: 'Télécharger en JSON',
  table: 'Requêtes, les plus récentes d’abord',
  columns: {
    time: 'Date',
    method: 'Méthode',
    address: 'Adresse',
    status: 'État',
    duration: 'Durée',
    request: 'ID de requête',
    error: 'Erreur',
  },
  noAnswer: 'Pas de réponse',
  isError: 'Échec',
  milliseconds: (p) => `${p.count} ms`,
  copyRequest: 'Copier l’ID de requête',
  shown: (p) => `${p.shown} sur ${p.all}`,
  older: 'Afficher les plus anciennes',
  empty: 'Pas encore de requêtes',
  emptyText: 'Elles arrivent à mesure que vous utilisez la console.',
  noMatch: 'Aucune requête ne correspond',
  noMatchText: 'Changez le filtre, ou affichez plus que les erreurs.',
  unavailable: 'Ce navigateur ne tient pas de journal',
  unavailableText:
    'Il ne laisse pas les pages enregistrer quoi que ce soit, comme dans certaines fenêtres privées. La console fonctionne sans.',
  clearTitle: 'Vider le journal de ce navigateur',
  clearText: (p) =>
    p.count === 1
      ? 'La seule entrée est supprimée de cet appareil, sans retour possible. Le journal du serveur reste.'
      : `Les ${p.text} entrées sont supprimées de cet appareil, sans retour possible. Le journal du serveur reste.`,
  clearVerb: 'Vider le journal',
  cleared: 'Le journal a été vidé',
}
