/** Folders are measured on each host by itself. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { folderSite } from '../../../test/folder-site.ts'
import { hungFileSystem } from '../../../test/hung-file-system.ts'
import { makeUser } from '../../../test/make.ts'
import { testApp } from '../../../test/test-app.ts'

const { app } = await folderSite()
const paths = ['far', 'near'].map((name) => join(app.directory, name))
const next = await testApp({
  directory: app.directory,
  storageHosts: paths.map((path, index) => ({ name: index === 0 ? 'far' : 'near', path })),
})
const ada = next.as((await makeUser(next)).token)
const make = async (host: string) => (await ada.folders.create({ body: { name: `on-${host}`, host } })).id
const [far, near] = [await make('far'), await make('near')]
const stuck = join(paths[0] ?? '', 'folders', far, 'stuck')
mkdirSync(stuck)
const hung = await hungFileSystem(stuck)
afterAll(async () => {
  await hung.end()
  await next.close()
})
const why = hung.lacks === '' ? '' : ` (skipped: ${hung.lacks})`

test.skipIf(why !== '')(`what hangs in one folder holds up those of no other host, however often${why}`, async () => {
  // What was looked at a moment ago is left in peace for a while.
  const files = async () => {
    next.site.storage.measureDue().catch(() => {})
    return (await ada.folders.show({ params: { id: near } })).files
  }
  for (let count = 1; count <= 6; count++) {
    writeFileSync(join(paths[1] ?? '', 'folders', near, `f${count}`), 'x')
    expect(await eventually(files, (found) => found === count)).toBe(count)
    next.clock.advance(4 * 60_000)
  }
})
