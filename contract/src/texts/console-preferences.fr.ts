import type { consolePreferencesEn } from './console-preferences.en.ts'
import { plural } from './language.ts'
import type { Translation } from './language.ts'

export const consolePreferencesFr: Translation<typeof consolePreferencesEn> = {
  title: 'Préférences',
  tabsLabel: 'Sortes de préférences',
  tabs: { general: 'Général', configuration: 'Configuration', profile: 'Profil', logs: 'Journaux' },
  search: 'Rechercher une préférence',
  found: (p) =>
    plural('fr', p.count, { one: `${p.count} préférence trouvée`, other: `${p.count} préférences trouvées` }),
  nothingFound: 'Aucune préférence ne contient ces mots',
  nothingFoundText: 'Essayez moins de mots, ou parcourez les onglets.',
  loadFailed: 'Vos préférences n’ont pas pu être chargées',
  notSaved: 'Enregistrement impossible.',
  thisDevice: 'Cet appareil',
  thisDeviceText: 'Conservé dans ce navigateur seulement.',
  changed: 'Modifié',
  reset: 'Rétablir',
  resetOne: (p) => `Rétablir ${p.name}`,
  resetAll: 'Tout rétablir',
  resetAllTitle: 'Rétablir toutes les préférences',
  resetAllText: 'Elles redeviennent ce qu’elles sont pour un nouvel utilisateur :',
  resetAllKept: 'Vos clés, vos scripts et votre profil restent tels quels.',
  resetAllDone: 'Toutes les préférences sont rétablies.',
  compactSidebar: 'Barre latérale réduite par défaut',
  compactSidebarHelp:
    'La barre latérale commence réduite aux icônes. Cela prend effet au prochain chargement d’une page.',
  language: 'Langue',
  languageHelp: 'Les textes, dates, nombres et durées changent immédiatement.',
  languageSystem: (p) => `Langue du système (${p.name})`,
  autoLogout: 'Se déconnecter à la fermeture de la dernière page',
  autoLogoutHelp:
    'Peu après la fermeture de la dernière page de la console dans un navigateur, sa connexion prend fin. Recharger n’est pas fermer. Les applications des sessions ne comptent pas comme des pages.',
  theme: 'Thème',
  themeHelp: 'Le bouton de la barre supérieure le change aussi.',
  themes: { system: 'Suivre le système', light: 'Clair', dark: 'Sombre' },
  density: 'Densité',
  densityHelp: 'L’espacement des lignes et des commandes.',
  densities: { comfortable: 'Confortable', compact: 'Compacte' },
  singleKeys: 'Raccourcis à une seule touche',
  singleKeysHelp:
    '[, ] et ? agissent sans Ctrl. Désactivez-les si vous commandez votre ordinateur à la voix ou appuyez souvent sur des touches par mégarde ; Ctrl-K (ou ⌘-K) ouvre toujours la palette de commandes.',
  keepColumns: 'Conserver les colonnes des tableaux',
  keepColumnsHelp:
    'Les colonnes que vous affichez dans un tableau sont mémorisées. Sinon, cela dure jusqu’à ce que la page soit quittée.',
  chosenColumns: 'Colonnes choisies',
  chosenColumnsHelp: (p) =>
    p.count === 0
      ? 'Tous les tableaux affichent toutes leurs colonnes.'
      : plural('fr', p.count, {
          one: `${p.count} tableau masque certaines de ses colonnes. Choisissez-les dans le menu de sa page.`,
          other: `${p.count} tableaux masquent certaines de leurs colonnes. Choisissez-les dans le menu de leur page.`,
        }),
  showHidden: 'Afficher les projets masqués',
  showHiddenHelp: 'Les projets de l’infrastructure, signalés par un fantôme.',
  hideExamples: 'Ne pas afficher les exemples',
  hideExamplesHelp: 'Exclut de toutes les listes le projet, le dossier et le modèle de session fournis avec Berth.',
  fixedScale: 'Désactiver l’adaptation aux écrans HiDPI',
  fixedScaleHelp:
    'Le texte s’agrandit sur un écran aux pixels nombreux et petits. Désactivée, il a la taille réglée dans le navigateur.',
  blockScripts: 'Bloquer les scripts des utilisateurs dans le navigateur',
  blockScriptsHelp:
    'Le HTML et les notebooks des dossiers sont alors affichés sans scripts : le HTML et les sorties enrichies sont remplacés par un avis.',
  blockScriptsForced: 'Ce site les bloque pour tout le monde.',
  hideTips: 'Ne pas afficher d’astuces périodiquement',
  hideTipsHelp: 'Une astuce sur la console, à la connexion et au plus une fois en trois jours.',
  desktop: {
    label: 'Notifications de bureau',
    help: 'Cet appareil affiche un message lorsque quelque chose se termine ou vous concerne alors que la console n’est pas au premier plan. La cloche de la console n’en dépend pas.',
    unsupported: 'Ce navigateur n’affiche pas de notifications, ou pas pour une page qui n’est pas chiffrée (https).',
    denied:
      'Ce navigateur est réglé pour ne pas afficher de notifications de ce site. Autorisez-les dans ses paramètres pour ce site, puis réactivez cette option.',
    dismissed:
      'Le navigateur n’a pas reçu l’autorisation. Réactivez cette option pour que la question vous soit posée à nouveau.',
  },
  updates: {
    label: 'Recherche automatique de mises à jour',
    help: 'Une notification vous signale une version plus récente, avec ses nouveautés. Sans internet, rien n’est dit.',
    noFeed: 'Ce site n’a pas de liste de versions : rien n’est demandé et personne n’est averti.',
    newest: (p) => `La version ${p.version} s’exécute, et c’est la plus récente connue.`,
    newer: (p) => `La version ${p.version} s’exécute, et la version ${p.newer} est disponible.`,
    notChecked: (p) => `La version ${p.version} s’exécute. La liste des versions n’a pas encore répondu.`,
  },
  usageData: {
    title: 'Partager des données d’utilisation anonymes',
    help: (p) => `Une fois par jour, pour tout le site, à ${p.to}. Seuls les administrateurs voient et modifient ceci.`,
    show: 'Afficher ce qui serait envoyé',
    shownTitle: 'Données d’utilisation',
    shownText: (p) => `Voici, en l’état, tout ce qui serait envoyé à ${p.to} :`,
    loadFailed: 'Ce qui serait envoyé n’a pas pu être déterminé',
    lastSent: 'Dernier envoi',
    neverSent: 'Aucun envoi n’a eu lieu.',
  },
  cloud: {
    title: 'Accès au cloud de l’application web',
    text: 'Clés des buckets de vos clouds. Elles restent dans ce navigateur et ne sont jamais envoyées au serveur.',
  },
  profile: {
    title: 'Profil',
    name: 'Nom',
    noName: 'Pas encore de nom',
    edit: 'Modifier le nom',
    save: 'Enregistrer',
    nameTooLong: 'Au plus 64 caractères.',
    saved: 'Votre nom a été enregistré.',
    email: 'E-mail',
    username: 'Nom d’utilisateur',
    userId: 'ID d’utilisateur',
    role: 'Rôle',
    security: 'Connexion et sécurité',
    securityText:
      'Authentification à deux facteurs, passkeys, vos connexions en cours et ce qui est arrivé à votre compte.',
    account: 'Mon compte',
  },
}
