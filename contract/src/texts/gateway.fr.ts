import type { GatewayTexts } from './gateway.ts'
import type { Translation } from './language.ts'

export const gatewayFr: Translation<GatewayTexts> = {
  'bad-request': {
    title: 'Cette requête est incompréhensible',
    text: 'Un navigateur n’en envoie pas de telle. Ouvrez l’application depuis sa session.',
  },
  unknown: {
    title: 'Cette application n’existe pas',
    text: 'Il n’y a rien à cette adresse. Ouvrez l’application depuis sa session.',
  },
  'not-signed-in': {
    title: 'Cette application ne vous est pas ouverte',
    text: 'Vous n’y avez pas droit ici, ou plus. Ouvrez-la depuis sa session.',
    again: 'La rouvrir',
  },
  'ticket-over': {
    title: 'Ce lien a déjà servi',
    text: 'Un lien vers une application fonctionne une fois, pendant une minute, à l’adresse pour laquelle il a été fait.',
    again: 'La rouvrir',
  },
  'another-site': {
    title: 'La requête vient d’un autre site',
    text: 'Seules les pages de l’application elle-même peuvent le faire.',
  },
  'not-running': {
    title: 'L’application ne s’exécute pas',
    text: 'Elle s’est terminée, ou n’a pas encore été démarrée.',
    again: 'La démarrer',
  },
  'session-over': {
    title: 'La session ne s’exécute pas',
    text: 'Ses applications se sont terminées avec elle.',
  },
  'no-answer': {
    title: 'L’application ne répond pas',
    text: 'Elle a reçu la requête et n’a pas répondu à temps. Regardez dans la session ce qu’elle fait.',
  },
  garbage: {
    title: 'La réponse de l’application est incompréhensible',
    text: 'Elle s’est interrompue ou n’est pas du HTTP. Regardez dans la session ce que fait l’application.',
  },
  unavailable: {
    title: 'Pas encore disponible',
    text: 'Le serveur ou la session est injoignable en ce moment. Réessayez.',
  },
}
