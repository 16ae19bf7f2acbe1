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
import { isNameTaken } from './folder-names.views.ts'
import { insertFolder, lockFolderNames, nextQuotaProject } from './folders.store.ts'
import { rootOf } from './hosts/host-layout.ts'
import { syncDirectory, type InspectedHost } from './hosts/inspect-host.ts'
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
  if (!host || !found || !(await placeForExample(db))) return
  const [id, number] = [uuidv7(), await nextQuotaProject(db)]
  const hasQuota = await hosts.make(found, id, { project: number, limit: null })
  await copyInto(found, rootOf(found.path, id), content)
  const isMade = await transaction(db, async (tx) => {
    await lockFolderNames(tx)
    const place = await placeForExample(tx)
    if (!place || (await isNameTaken(tx, name, { user: nobody, project: place.project }))) return false
    const of = { project_id: place.project, workspace_id: place.workspace, permission: 'ro' as const }
    const row = { id, name, host: host.name, ...of, owner_id: null, capacity: null, example: true }
    await insertFolder(tx, { ...row, created_at: clock.now(), quota_project: number, has_quota: hasQuota })
    await tellAudience(tx, id)
    return true
  })
  // Somebody else has made it meanwhile.
  if (!isMade) await hosts.remove(found, id)
}

async function copyInto({ owner }: InspectedHost, root: string, content: string): Promise<void> {
  for (const file of await readdir(content)) {
    await copyFile(join(content, file), join(root, file))
    await chmod(join(root, file), 0o664)
    if (owner) await chown(join(root, file), owner.uid, owner.gid)
  }
  await syncDirectory(root)
}
