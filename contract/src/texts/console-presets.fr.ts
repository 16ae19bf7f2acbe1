import type { consolePresetsEn } from './console-presets.en.ts'
import { plural } from './language.ts'
import type { Translation } from './language.ts'

/** Below two is singular: 1,5 cœur. The number comes as it is written. */
const many = (text: string, one: string, other: string) =>
  `${text} ${plural('fr', Number(text.replaceAll(/\s/g, '').replace(',', '.')), { one, other })}`

export const consolePresetsFr: Translation<typeof consolePresetsEn> = {
  title: 'Préréglages',
  text: 'Des tailles nommées, proposées sous forme de cartes au démarrage d’une session, dans cet ordre. Ce à quoi quelqu’un n’a pas droit y est grisé, avec la raison.',
  create: 'Créer un préréglage',
  actionsOf: (p) => `Actions pour ${p.name}`,
  edit: 'Modifier',
  up: 'Monter',
  down: 'Descendre',
  moved: (p) => `${p.name} est maintenant en position ${p.position}.`,
  remove: 'Supprimer',
  none: 'Il n’y a aucun préréglage',
  noneText:
    'Un préréglage est une taille que l’on choisit d’un clic, par exemple 4 cœurs et 16 Gio pour l’entraînement.',
  notLoaded: 'Les préréglages n’ont pas pu être chargés',
  columns: { position: 'Position', name: 'Nom', description: 'Description', resources: 'Ressources' },
  fields: {
    name: 'Nom',
    description: 'Description',
    cpu: 'CPU',
    memory: 'Mémoire',
    sharedMemory: 'Mémoire partagée',
    gpu: 'GPU',
    gpuShares: 'Parts de GPU',
  },
  units: { cpu: 'cœurs', gibibytes: 'Gio', mebibytes: 'Mio', gpu: 'appareils' },
  help: {
    name: '1 à 64 caractères.',
    description: 'Ce à quoi il convient. Au plus 200 caractères.',
    cpu: 'À partir de 0,1, par pas de 0,1.',
    memory: 'À partir de 0,0625 Gio.',
    sharedMemory: 'Taille de /dev/shm, comprise dans la mémoire.',
    gpu: 'GPU entiers. Refusés là où les GPU sont attribués par fractions.',
    gpuShares: 'Par pas de 0,1. Refusées là où les GPU sont attribués entiers.',
  },
  amounts: {
    cores: (p) => many(p.text, 'cœur', 'cœurs'),
    gpus: (p) => `${p.text} GPU`,
    shared: (p) => `${p.text} partagés`,
  },
  form: {
    createTitle: 'Créer un préréglage',
    editTitle: (p) => `Modifier ${p.name}`,
    createVerb: 'Créer le préréglage',
    save: 'Enregistrer',
    created: (p) => `${p.name} a été créé.`,
    saved: (p) => `${p.name} a été enregistré.`,
    taken: 'Un préréglage porte déjà ce nom.',
    name: '1 à 64 caractères.',
    description: 'Au plus 200 caractères.',
    cpu: 'Un nombre de 0,1 à 512, avec un chiffre après la virgule.',
    memory: 'Un nombre de 0,0625 à 1 024.',
    sharedMemory: 'Pas plus que la mémoire.',
    gpu: 'Un nombre entier de 0 à 64.',
    gpuShares: 'Un nombre de 0 à 256, avec un chiffre après la virgule.',
  },
  removing: {
    title: (p) => `Supprimer ${p.name} ?`,
    text: 'Il n’est plus proposé. Les sessions de cette taille continuent. C’est irréversible.',
    verb: 'Supprimer le préréglage',
    done: (p) => `${p.name} a été supprimé.`,
  },
}
