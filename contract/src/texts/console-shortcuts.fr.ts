import type { consoleShortcutsEn } from './console-shortcuts.en.ts'
import type { Translation } from './language.ts'

export const consoleShortcutsFr: Translation<typeof consoleShortcutsEn> = {
  palette: {
    title: 'Palette de commandes',
    search: 'Aller à une page, un projet, un terminal…',
    results: 'Résultats',
    nothing: 'Rien ne contient ces mots.',
    actions: 'Actions',
    pages: 'Pages',
    projects: 'Changer de projet',
    terminals: 'Ouvrir un terminal',
    start: 'Démarrer une session',
    startText: (p) => `dans ${p.project}`,
    current: 'Actuel',
    sessionsFailed: 'Vos sessions n’ont pas pu être chargées.',
  },
  shortcuts: {
    title: 'Raccourcis',
    anywhere: 'Partout',
    palette: 'Ouvrir la palette de commandes',
    list: 'Afficher cette liste',
    sidebar: 'Réduire ou élargir la barre latérale',
    notifications: 'Ouvrir ou fermer les notifications',
    inDialogs: 'Dans les boîtes de dialogue',
    close: 'Fermer ce qui est au premier plan',
    submit: 'Envoyer le formulaire',
    inLists: 'Dans les menus, onglets et listes',
    move: 'Aller au suivant ou au précédent',
    ends: 'Aller au premier ou au dernier',
    letter: 'Aller à ce qui commence par cette lettre',
    aLetter: 'une lettre',
    or: 'ou',
    not: 'Les touches agissent lorsque rien n’est en cours de saisie. Un terminal reçoit lui-même toutes ses touches. Vos préférences permettent de désactiver les raccourcis à une seule touche.',
  },
  tip: {
    label: 'Astuce',
    stop: 'Plus d’astuces',
    texts: {
      palette: (p) => `${p.key} ouvre une palette qui mène à toute page, tout projet ou tout terminal.`,
      shortcuts: 'Appuyez sur ? pour voir tous les raccourcis.',
      columns: 'Choisissez les colonnes d’un tableau dans le menu à côté du titre de sa page.',
      templates:
        'Enregistrez comme modèle ce que vous démarrez souvent, dans la boîte de dialogue qui démarre une session.',
      scripts:
        'Les scripts de configuration placent votre .bashrc ou .gitconfig dans chaque nouvelle session. Ils sont dans les préférences.',
      sidebar: 'Appuyez sur [ pour réduire la barre latérale aux icônes.',
      keep: 'Une session sur le point de prendre fin faute d’utilisation peut être conservée quelques heures : voyez sa page.',
      density: 'Les préférences proposent une densité compacte, pour plus de lignes à l’écran.',
    },
  },
}
