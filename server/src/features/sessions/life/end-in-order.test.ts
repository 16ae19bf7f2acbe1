/** What ends many things at once takes them in the order in which everybody else does: nobody waits in a circle. */
import { expect, test } from 'vitest'
import { deadlocksIn } from '../../../../test/database.ts'
import { folderSite } from '../../../../test/folder-site.ts'
import { underWay } from '../../../../test/under-way.ts'
import { emit } from '../../../platform/events/outbox.ts'
import { folderAccessEnded } from '../../folders/folders.service.ts'

const { app, eve, asAda, asEve, create, share, start, ended } = await folderSite()

/** The first is held while others, who come later, wait for it; then the rest, which nobody holds if they go in order. */
async function takeAll(held: readonly string[], lock: string, meanwhile: () => Promise<unknown>) {
  const [first, ...rest] = held.toSorted()
  const other = await underWay(app.database)
  await other.query(lock, [[first]])
  await meanwhile()
  await other.blocks()
  await other.query(lock, [rest])
  await other.commit()
}
const mounting = 'SELECT FROM folders WHERE id = ANY($1::uuid[]) FOR SHARE'

test('rights to several folders that end beside a start with the same folders', async () => {
  const folders = [await create(), await create(), await create()].map(({ id }) => id)
  const shares = []
  for (const id of folders) shares.push([id, (await share(id, 'rw')).id] as const)
  const made = await start(
    asEve,
    folders.map((folder) => ({ folder })),
  )
  await takeAll(folders, mounting, async () => {
    await app.database.pool.query(`UPDATE folder_shares SET permission = 'ro' WHERE user_id = $1`, [eve.id])
    const told = folders.toReversed().map((subject) => ({ kind: folderAccessEnded, subject, user: eve.id }))
    await emit(app.database.db, ...told)
  })
  expect(await ended(asEve, made.id)).toBe('folder-access-ended')
  expect(await deadlocksIn(app.database)).toBe(0)
  for (const [id, one] of shares) await asAda.folderShares.end({ params: { id, share: one } })
})
