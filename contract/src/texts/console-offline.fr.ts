import type { consoleOfflineEn } from './console-offline.en.ts'
import type { Translation } from './language.ts'

export const consoleOfflineFr = {
  title: 'Le serveur est injoignable',
  text: 'Vous êtes peut-être sans réseau, ou le serveur ne fonctionne pas. Vos sessions continuent d’elles-mêmes. Cette page revient dès qu’il y a une réponse.',
  retry: 'Réessayer',
} satisfies Translation<typeof consoleOfflineEn>
