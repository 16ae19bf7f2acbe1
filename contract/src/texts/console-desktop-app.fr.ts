import type { consoleDesktopAppEn } from './console-desktop-app.en.ts'
import type { Translation } from './language.ts'

export const consoleDesktopAppFr: Translation<typeof consoleDesktopAppEn> = {
  title: 'Installer Berth comme application',
  text: 'Elle s’ouvre dans sa propre fenêtre, avec sa propre icône. Ce qui s’exécute sur le serveur reste le même.',
  byHand: 'Votre navigateur l’installe depuis son propre menu :',
  ways: {
    chromium: 'Chrome et Edge : l’icône au bout de la barre d’adresse, ou « Installer » dans le menu.',
    safari:
      'Safari : « Ajouter au Dock » dans le menu Fichier ; sur iPhone et iPad, « Sur l’écran d’accueil » sous Partager.',
    android: 'Android : « Ajouter à l’écran d’accueil » dans le menu.',
    firefox:
      'Firefox sur ordinateur ne peut pas installer d’applications. Ouvrez cette page dans un autre navigateur pour l’installer.',
  },
  needsHttps:
    'Les navigateurs n’installent que ce qui vient par https. Ce n’est pas le cas de cette page : adressez-vous à votre administrateur.',
}
