/** Something to look at before there is anything of one's own: a folder of the example project, made once. */
import { chmod, chown, copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Clock } from '../../platform/time.ts'
import { placeForExample } from './example-folder.views.ts'
import { tellAudience } from './folder-deed.ts'
import { insertFolder, lockFolderNames, updateFolder } from './folders.store.ts'
import { isNameTaken } from './folders.views.ts'
import { rootOf } from './hosts/host-layout.ts'
import { syncDirectory } from './hosts/inspect-host.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

export interface ExampleFolderDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly hosts: StorageHosts
}

const name = 'example-data'
const nobody = '00000000-0000-0000-0000-000000000000'

/** Not again where it was deleted, nor where the site has no example project any more. */
export async function makeExampleFolder({ db, clock, hosts }: ExampleFolderDeps, content: string): Promise<void> {
  const host = (await hosts.all()).find(({ found }) => found !== null)
  const found = host?.found
  if (!host || !found) return
  const id = uuidv7()
  await transaction(db, async (tx) => {
    await lockFolderNames(tx)
    const place = await placeForExample(tx)
    if (!place || (await isNameTaken(tx, name, { user: nobody, project: place.project }))) return
    const of = { project_id: place.project, workspace_id: place.workspace, permission: 'ro' as const }
    const row = { id, name, host: host.name, ...of, owner_id: null, capacity: null, example: true }
    const number = await insertFolder(tx, { ...row, created_at: clock.now() })
    const hasQuota = await hosts.make(found, id, { project: number, limit: null })
    if (hasQuota) await updateFolder(tx, id, { has_quota: true })
    const root = rootOf(found.path, id)
    for (const file of await readdir(content)) {
      await copyFile(join(content, file), join(root, file))
      await chmod(join(root, file), 0o664)
      if (found.owner) await chown(join(root, file), found.owner.uid, found.owner.gid)
    }
    await syncDirectory(root)
    await tellAudience(tx, id)
  })
}
