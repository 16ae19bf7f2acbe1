import type { consoleSessionExportEn } from './console-session-export.en.ts'
import type { Translation } from './language.ts'

export const consoleSessionExportFr: Translation<typeof consoleSessionExportEn> = {
  title: 'Exporter les sessions',
  columns: {
    name: 'Nom',
    status: 'État',
    reason: 'Motif',
    result: 'Résultat',
    exitCode: 'Code de sortie',
    type: 'Type',
    environment: 'Environnement',
    command: 'Commande',
    owner: 'Propriétaire',
    workspace: 'Espace de travail',
    project: 'Projet',
    credential: 'Clé d’accès',
    resourceGroup: 'Groupe de ressources',
    node: 'Machine',
    priority: 'Priorité',
    cpu: 'CPU',
    memory: 'Mémoire (octets)',
    gpu: 'GPU',
    gpuShares: 'Parts de GPU',
    sharedMemory: 'Mémoire partagée (octets)',
    containers: 'Conteneurs',
    createdAt: 'Création',
    startedAt: 'Démarrage',
    endedAt: 'Fin',
    seconds: 'Secondes d’exécution',
    id: 'ID',
  },
}
