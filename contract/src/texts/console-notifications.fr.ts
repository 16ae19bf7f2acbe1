import type { consoleNotificationsEn } from './console-notifications.en.ts'
import type { Translation } from './language.ts'

export const consoleNotificationsFr: Translation<typeof consoleNotificationsEn> = {
  title: 'Notifications',
  close: 'Fermer les notifications',
  markAll: 'Tout marquer comme lu',
  markRead: (p) => `Marquer comme lu : ${p.title}`,
  markUnread: (p) => `Marquer comme non lu : ${p.title}`,
  notMarked: 'Le marquage n’a pas pu être enregistré.',
  filter: 'Quelles notifications',
  all: 'Toutes',
  inProgress: 'En cours',
  clear: 'Vider',
  remove: (p) => `Retirer : ${p.title}`,
  notRemoved: 'Le retrait a échoué.',
  cancel: 'Annuler',
  cancelThis: (p) => `Annuler : ${p.title}`,
  notCancelled: 'L’annulation a échoué.',
  unread: 'Non lu',
  empty: 'Rien à vous signaler pour l’instant',
  emptyText:
    'Vous lirez ici comment vos sessions démarrent, ce que les administrateurs font à votre compte, où vous avez reçu une invitation et quelles sessions ont pris fin sans vous. Conservation : 30 jours.',
  nothingInProgress: 'Rien n’est en cours',
  nothingInProgressText: 'Ce qui prend du temps, comme le démarrage d’une session, s’affiche ici avec son avancement.',
  failed: 'Les notifications n’ont pas pu être chargées',
  noAnswer: {
    title: 'Le serveur ne répond pas',
    text: 'Vérifiez votre connexion et réessayez.',
  },
  older: 'Afficher les plus anciennes',
  show: 'Afficher',
  administrator: 'Un administrateur',
  kinds: {
    'two-factor-reset': {
      title: 'Votre second facteur a été réinitialisé',
      text: (p) =>
        `${p.by} a désactivé l’authentification à deux facteurs de votre compte. Vos codes de récupération n’ont plus de valeur. Configurez-la à nouveau avec votre application d’authentification.`,
      link: 'La configurer à nouveau',
    },
    'password-set': {
      title: 'Votre mot de passe a été redéfini',
      text: (p) =>
        `${p.by} a défini un nouveau mot de passe pour votre compte. Demandez-lui pourquoi si vous ne vous y attendiez pas.`,
      link: 'Voir ce qui est arrivé à votre compte',
    },
    'account-reactivated': {
      title: 'Votre compte est à nouveau actif',
      text: (p) => `${p.by} a réactivé votre compte. Les identifiants désactivés avec lui le sont peut-être encore.`,
      link: 'Voir ce qui est arrivé à votre compte',
    },
    'workspace-invitation': {
      title: (p) => `Invitation à rejoindre ${p.workspace}`,
      text: (p) => `${p.by} vous invite dans l’espace de travail ${p.workspace}. L’invitation est valable sept jours.`,
      link: 'Accepter ou refuser',
    },
    'folder-invitation': {
      title: (p) => `${p.by} vous invite dans le dossier ${p.folder}`,
      text: 'Acceptez pour le voir dans Données et stockage et le monter dans vos sessions.',
      link: 'Accepter ou refuser',
    },
    'folder-share-ended': {
      title: (p) => `Vous n’avez plus accès au dossier ${p.folder}`,
      text: (p) => `${p.by} a mis fin au partage. Vos sessions qui l’avaient monté ont été arrêtées.`,
    },
    'session-ended-by-administrator': {
      title: (p) => `La session ${p.name} a été arrêtée`,
      text: 'Un administrateur l’a arrêtée. Demandez-lui pourquoi si vous ne vous y attendiez pas.',
      link: 'Ouvrir la session',
    },
    'session-lifetime-over': {
      title: (p) => `La session ${p.name} a atteint sa durée maximale`,
      text: 'Elle a pris fin parce que la politique de ressources ne permet pas plus. Relancez-la, ou demandez à un administrateur une durée de vie plus longue.',
      link: 'Ouvrir la session',
    },
    'session-idle-soon': {
      title: (p) => `Personne n’utilise la session ${p.name}`,
      text: (p) =>
        `Elle prendra fin à ${p.time} si personne ne l’utilise ni ne la conserve. Ses fichiers hors d’un dossier de stockage seront alors perdus.`,
      link: 'Ouvrir la session pour la conserver',
    },
    'session-idle-ended': {
      title: (p) => `La session ${p.name} n’était pas utilisée`,
      text: 'Elle a pris fin parce que personne ne l’a utilisée pendant le délai fixé par la politique de ressources. Son journal et son historique restent.',
      link: 'Ouvrir la session',
    },
    'terminal-shared': {
      title: (p) => `${p.by} vous montre un terminal`,
      text: (p) => `Vous pouvez regarder un terminal de la session ${p.name} tant qu’il est partagé.`,
      link: 'Le regarder',
    },
    'session-start-failed': {
      title: (p) => `La session ${p.name} n’a pas démarré`,
      text: (p) => p.why,
      link: 'Ouvrir la session',
    },
    'session-start': {
      going: (p) => `La session ${p.name} démarre`,
      done: (p) => `La session ${p.name} est en cours`,
      failed: (p) => `La session ${p.name} n’a pas démarré`,
      cancelled: (p) => `Le démarrage de la session ${p.name} a été annulé`,
      link: 'Ouvrir la session',
    },
    'update-available': {
      title: (p) => `Berth ${p.version} est disponible`,
      text: (p) => `Les administrateurs de ce site peuvent installer la version ${p.version}.`,
      notes: 'Nouveautés',
      link: 'En savoir plus',
    },
  },
}
