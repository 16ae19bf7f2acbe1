import type { consoleResourceGroupsEn } from './console-resource-groups.en.ts'
import type { Translation } from './language.ts'

export const consoleResourceGroupsFr: Translation<typeof consoleResourceGroupsEn> = {
  title: 'Groupes de ressources',
  text: 'Un groupe de ressources est un ensemble de machines avec sa propre file d’attente. Son ordonnanceur décide à qui vient le tour lorsque tout ne tient pas.',
  notLoaded: 'Les groupes de ressources n’ont pas pu être chargés',
  none: 'Aucun groupe de ressources',
  actionsOf: (p) => `Actions pour ${p.name}`,
  edit: 'Modifier',
  columns: {
    name: 'Nom',
    state: 'État',
    nodes: 'Machines',
    scheduler: 'Ordonnanceur',
    holdAfter: 'Garde la place après',
    allocated: 'Alloué',
    queued: 'File d’attente',
  },
  states: {
    available: 'Disponible',
    partly: 'Partiellement disponible',
    unavailable: 'Indisponible',
    empty: 'Aucune machine',
  },
  nodesOf: (p) => `${p.available} sur ${p.all}`,
  schedulers: { fifo: 'Premier arrivé, premier servi', 'fair-share': 'Partage équitable' },
  schedulerHelp: {
    fifo: 'À priorité égale, qui attend depuis le plus longtemps passe en premier.',
    'fair-share':
      'À priorité égale, qui détient et a récemment eu le moins passe en premier, d’après la ressource dont il a eu le plus.',
  },
  resources: { cpu: 'CPU', memory: 'Mémoire', gpu: 'GPU', gpuShares: 'fGPU' },
  used: (p) => `${p.what} ${p.used} / ${p.all}`,
  waiting: (p) => (p.count === 0 ? 'Rien n’attend' : `${p.text} en attente`),
  running: (p) => `${p.text} en cours`,
  atOnce: 'Immédiatement',
  form: {
    title: (p) => `Modifier ${p.name}`,
    scheduler: 'Ordonnanceur',
    holdAfter: 'Garde la place après',
    holdAfterHelp:
      'La place est gardée pour une session qui attend plus longtemps ; d’ici là, de plus petites la contournent. 0 : immédiatement.',
    holdAfterWrong: 'Des minutes de 0 à 10 080, soit une semaine.',
    minutes: 'min',
    effect: 'Ce qui s’exécute continue. Ce qui attend est immédiatement remis dans le nouvel ordre.',
    verb: 'Enregistrer',
    saved: (p) => `${p.name} a été enregistré.`,
    unchanged: 'Rien n’a été modifié.',
  },
}
