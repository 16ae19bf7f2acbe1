import { expect, test } from 'vitest'
import { emptyHome } from '../../test/run-berth.ts'
import { createBegunUploads } from './begun-uploads.ts'

test('an upload is gone on with by the same command, of the same file', async () => {
  const begun = createBegunUploads(await emptyHome())
  const of = { origin: 'https://berth.example.org', folder: 'f', path: 'a/b', file: 'b', overwrite: true }
  await begun.keep(of, { id: 'one', size: 5, changed: 7 })
  expect(await begun.find(of, 5, 7)).toBe('one')
  expect(await begun.find(of, 6, 7)).toBeUndefined()
  expect(await begun.find(of, 5, 8)).toBeUndefined()
  // It would write over what this command is to leave as it is.
  expect(await begun.find({ ...of, overwrite: false }, 5, 7)).toBeUndefined()
  expect(await begun.find({ ...of, path: 'a/c' }, 5, 7)).toBeUndefined()
  await begun.forget(of)
  expect(await begun.find(of, 5, 7)).toBeUndefined()
})
