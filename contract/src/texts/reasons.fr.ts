import type { Translation } from './language.ts'
import type { ReasonTexts } from './reasons.en.ts'

export const reasonsFr: Translation<ReasonTexts> = {
  statuses: {
    PENDING: 'En attente',
    SCHEDULED: 'Planifiée',
    PREPARING: 'En préparation',
    RUNNING: 'En cours',
    TERMINATING: 'Arrêt en cours',
    TERMINATED: 'Terminée',
    CANCELLED: 'Annulée',
    ERROR: 'Erreur',
  },
  reasons: {
    asked: { text: 'La session a été demandée.', next: '' },
    'waiting-for-resources': {
      text: 'Elle attend des ressources libres.',
      next: 'Elle démarre d’elle-même lorsque des sessions avant elle se terminent. Une demande plus petite pourrait démarrer plus tôt.',
    },
    'waiting-for-limit': {
      text: 'Elle attend la fin d’autres sessions, car une limite les compte ensemble.',
      next: 'Elle démarre d’elle-même lorsque assez d’entre elles sont terminées. Arrêtez-en une pour qu’elle démarre plus tôt.',
    },
    'waiting-for-start-time': { text: 'Elle attend son heure de démarrage.', next: '' },
    'waiting-for-engine': {
      text: 'Aucune machine ne peut démarrer de sessions en ce moment.',
      next: 'Elle démarre d’elle-même au retour de la machine. Si cela dure, prévenez un administrateur.',
    },
    'resources-reserved': { text: 'Ses ressources sont réservées.', next: '' },
    preparing: { text: 'Son environnement se prépare.', next: '' },
    'bootstrap-running': {
      text: 'Votre script d’amorçage s’exécute.',
      next: 'La session est prête lorsqu’il se termine. S’il est bloqué, arrêtez la session et démarrez-en une autre sans vos scripts.',
    },
    started: { text: 'Elle s’exécute.', next: '' },
    'start-interrupted': {
      text: 'Le serveur a été interrompu pendant qu’il démarrait la session.',
      next: 'Le démarrage est recommencé.',
    },
    'ended-by-owner': { text: 'Son propriétaire l’a arrêtée.', next: '' },
    'ended-by-administrator': {
      text: 'Un administrateur l’a arrêtée.',
      next: 'Demandez-lui pourquoi si vous ne vous y attendiez pas.',
    },
    'ended-with-membership': { text: 'Son propriétaire n’est plus membre de l’espace de travail.', next: '' },
    'credential-ended': {
      text: 'Le compte ou les identifiants qui l’ont demandée ne peuvent plus servir.',
      next: 'Relancez-la avec des identifiants actifs.',
    },
    'project-inactive': {
      text: 'Son projet n’est plus actif.',
      next: 'Relancez-la dans un autre projet, ou demandez à un administrateur d’activer celui-ci.',
    },
    'project-membership-ended': {
      text: 'Son propriétaire n’est plus membre de son projet.',
      next: 'Relancez-la dans un autre projet.',
    },
    'folder-access-ended': {
      text: 'Son propriétaire n’a plus accès à un dossier qu’elle avait monté.',
      next: 'Relancez-la sans ce dossier.',
    },
    'command-succeeded': { text: 'La commande s’est terminée avec succès.', next: '' },
    'command-failed': {
      text: 'La commande s’est terminée par une erreur.',
      next: 'Le journal contient sa sortie.',
    },
    'time-limit': { text: 'Elle a atteint sa limite de temps.', next: 'Relancez-la avec une limite plus longue.' },
    lifetime: {
      text: 'Elle s’est exécutée aussi longtemps que la politique de ressources le permet.',
      next: 'Relancez-la, ou demandez à un administrateur une durée de vie plus longue.',
    },
    idle: {
      text: 'Personne ne l’a utilisée pendant le délai fixé par la politique de ressources.',
      next: 'Relancez-la. Qui reçoit l’avertissement peut la conserver plus longtemps.',
    },
    'out-of-memory': {
      text: 'Elle a eu besoin de plus de mémoire qu’elle n’en avait et a été arrêtée.',
      next: 'Relancez-la avec plus de mémoire.',
    },
    lost: {
      text: 'Ses processus ont disparu : ils ont été tués de l’extérieur, ou la machine a redémarré.',
      next: 'Relancez-la.',
    },
    'start-failed': {
      text: 'Elle n’a pas pu être démarrée.',
      next: 'L’historique donne les détails. Relancez-la.',
    },
    'start-timeout': {
      text: 'Elle n’a pas été prête à temps.',
      next: 'Relancez-la. Si cela se répète, prévenez un administrateur.',
    },
    'stop-timeout': {
      text: 'Elle ne s’est pas terminée à temps et a été abandonnée.',
      next: 'Un administrateur devrait examiner la machine.',
    },
    'never-fits': {
      text: 'La machine n’a plus autant que ce qu’elle demande.',
      next: 'Relancez-la avec moins.',
    },
  },
}
