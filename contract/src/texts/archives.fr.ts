import type { Translation } from './language.ts'
import type { archivesEn } from './archives.en.ts'

export const archivesFr: Translation<typeof archivesEn> = {
  leftOutFile: 'Éléments manquants.txt',
  leftOut:
    'Ces éléments se trouvent dans le dossier, mais pas dans cette archive : ils y sont trop profondément imbriqués ou le serveur n’a pas le droit de les lire.',
}
