import type { consoleUsageEn } from './console-usage.en.ts'
import { plural } from './language.ts'
import type { Translation } from './language.ts'

export const consoleUsageFr: Translation<typeof consoleUsageEn> = {
  title: 'Consommation',
  notLoaded: 'La consommation n’a pas pu être chargée',
  range: 'Période',
  ranges: { '7': '7 jours', '30': '30 jours', '90': '90 jours', '365': '365 jours', custom: 'Personnalisée' },
  from: 'Premier jour',
  to: 'Dernier jour',
  rangeWrong: 'Le dernier jour ne doit pas précéder le premier, et 366 jours au plus sont affichés à la fois.',
  utc: 'Les jours sont en UTC. Est compté ce que les sessions ont réservé pendant leur exécution.',
  measures: {
    coreHours: 'Heures-cœur',
    gibHours: 'Heures-Gio',
    gpuHours: 'Heures-GPU',
    sessions: 'Sessions',
  },
  choose: 'Ce que montre le graphique',
  chart: (p) => `${p.measure} par jour, du ${p.from} au ${p.to}`,
  chartMost: (p) => `Maximum le ${p.day} : ${p.value}. Le tableau ci-dessous contient chaque jour.`,
  chartNothing: 'Rien ne s’est exécuté pendant cette période.',
  hint: 'Pointez un jour pour le lire.',
  groups: { day: 'Par jour', project: 'Par projet', user: 'Par utilisateur' },
  groupsLabel: 'Regroupement du tableau',
  day: 'Jour',
  user: 'Utilisateur',
  email: 'E-mail',
  project: 'Projet',
  workspace: 'Espace de travail',
  only: (p) => `Uniquement ${p.name}`,
  removeFilter: (p) => `Ne plus afficher uniquement ${p.name}`,
  more: (p) =>
    plural('fr', p.count, {
      one: `${p.count} ligne de plus n’est pas affichée ; l’export les contient toutes.`,
      other: `${p.count} lignes de plus ne sont pas affichées ; l’export les contient toutes.`,
    }),
  empty: 'Rien ne s’est exécuté pendant cette période',
  emptyText:
    'Les sessions comptent dès qu’elles s’exécutent. Choisissez une période plus longue, ou démarrez une session.',
  export: {
    verb: 'Exporter en CSV',
    title: 'Exporter la consommation',
    text: (p) => `Du ${p.from} au ${p.to}, avec les filtres de cette page.`,
    rows: 'Lignes',
    groups: {
      each: 'Une pour chaque jour, utilisateur et projet',
      day: 'Une par jour',
      project: 'Une par projet',
      user: 'Une par utilisateur',
    },
    columns: {
      day: 'Jour',
      user: 'ID de l’utilisateur',
      userEmail: 'E-mail',
      userName: 'Utilisateur',
      project: 'ID du projet',
      projectName: 'Projet',
      workspaceName: 'Espace de travail',
      sessions: 'Sessions',
      coreHours: 'Heures-cœur',
      gibHours: 'Heures-Gio',
      gpuHours: 'Heures-GPU',
    },
  },
}
