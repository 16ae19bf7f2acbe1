import type { consoleHomeEn } from './console-home.en.ts'
import { plural } from './language.ts'
import type { Translation } from './language.ts'

const many = (count: number, one: string, other: string) => plural('fr', count, { one, other })

export const consoleHomeFr: Translation<typeof consoleHomeEn> = {
  title: 'Accueil',
  resources: {
    title: 'Ce que vous pouvez encore utiliser',
    inProject: (p) => `Ce que vous pouvez encore utiliser dans ${p.project}`,
  },
  sessions: {
    title: 'Vos sessions',
    all: 'Toutes les sessions',
    more: (p) => `${p.text} de plus en cours ou en attente, à voir sous « Toutes les sessions ».`,
    lately: 'Aucune n’est en cours ni en attente. Les dernières terminées :',
    terminalOf: (p) => `Ouvrir un terminal de ${p.name}`,
    appsOf: (p) => `Applications de ${p.name}`,
    appsLoading: 'Les applications se chargent.',
    againOf: (p) => `Relancer ${p.name} avec les mêmes réglages`,
  },
  ends: {
    idle: (p) => `Personne ne l’utilise. Elle prend fin ${p.time}.`,
    lifetime: (p) => `Sa durée de vie est presque écoulée, elle prend fin ${p.time}.`,
    timeLimit: (p) => `Sa limite de temps y met fin ${p.time}.`,
  },
  first: {
    title: 'Par où commencer',
    text: 'Une session est votre part d’une machine : cœurs, mémoire et GPU derrière un terminal, des applications ou une commande.',
    start:
      'Démarrez une session. De petites quantités suffisent pour découvrir ; son terminal s’ouvre dans le navigateur.',
    key: 'Vous préférez votre propre terminal ou éditeur ? Ajoutez une clé SSH.',
    keyLink: 'Clés SSH dans vos préférences',
    guide: 'Lisez ce que fait chaque page.',
    guideLink: 'Ouvrir le guide',
  },
  from: {
    title: 'Démarrer à partir de',
    templates: 'Modèles',
    none: 'Il n’y a pas encore de modèle ni de préréglage. « Enregistrer comme modèle » dans le menu d’une session garde ses réglages ici.',
    notLoaded: 'Les modèles et préréglages n’ont pas pu être chargés',
  },
  usage: {
    title: 'Votre consommation récente',
    all: 'Toute la consommation',
    notLoaded: 'La consommation n’a pas pu être chargée',
    chart: (p) => `Heures-cœur par jour, du ${p.from} au ${p.to} (UTC)`,
    most: (p) => `Maximum le ${p.day} : ${p.value}.`,
    nothing: 'Rien ne s’est exécuté pendant cette période.',
    onDay: (p) => `Heures-cœur le ${p.day} : ${p.value}`,
    coreHours: (p) => `${p.text} ${many(p.count, 'heure-cœur', 'heures-cœur')}`,
    gpuHours: (p) => `${p.text} ${many(p.count, 'heure-GPU', 'heures-GPU')}`,
    sessions: (p) => `${p.text} ${many(p.count, 'session', 'sessions')}`,
  },
  site: {
    title: 'Le site',
    all: 'Groupes de ressources',
    notLoaded: 'L’état des machines n’a pas pu être chargé',
    allocated: 'alloués sur toutes les machines',
    machines: 'Machines disponibles',
    available: (p) => `${p.available} sur ${p.all}`,
    running: (p) => `Sessions en cours : ${p.text}`,
    waiting: (p) => `en attente : ${p.text}`,
  },
  attention: {
    title: 'Ce qui demande votre attention',
    nothing: 'Rien ne demande votre attention',
    machines: 'Machines',
    away: (p) => `${p.name}, machines indisponibles : ${p.away} sur ${p.all}`,
    empty: (p) => `${p.name} n’a aucune machine`,
    apps: 'Applications',
    appsPort: (p) => `Le port ${p.port} des applications n’a pas pu être ouvert`,
    failed: 'Session en échec',
    others: (p) => many(p.count, `${p.text} autre échec en une journée`, `${p.text} autres échecs en une journée`),
  },
}
