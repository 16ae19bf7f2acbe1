/** A site with a storage folder, and where that is on disk. */
import { join } from 'node:path'
import { startSignedIn } from './signed-in-site.ts'

export async function startWithFolder(held: AsyncDisposableStack) {
  const site = held.adopt(await startSignedIn(), (one) => one.remove())
  const { id } = await site.client.folders.create({ body: { name: 'bench' } })
  return { site, id, root: join(site.dataDir, 'storage/folders', id), url: `${site.origin}/api/v1/folders/${id}` }
}
