import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findPostgres, installedPackage } from './postgres-program.ts'

const isRoot = process.getuid!() === 0
const nobody = { name: 'nobody', uid: 65534, gid: 65534 }
const root = mkdtempSync(join(tmpdir(), 'berth-program-'))
chmodSync(root, 0o755)
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The package as npm unpacks it, without links. */
async function unpack(name: string): Promise<string> {
  const native = join(root, name, 'native')
  const { native: installed } = await installedPackage()
  cpSync(installed, native, {
    recursive: true,
    filter: (path) => !/\.a$|\.so(\.\d+)?$/.test(path) || !isLink(path),
  })
  return native
}

const isLink = (path: string) =>
  readdirSync(dirname(path), { withFileTypes: true }).some(
    (entry) => entry.isSymbolicLink() && path.endsWith(`/${entry.name}`),
  )

test('the installed package runs in place, with links made where they are missing', async () => {
  const native = await unpack('fresh')
  const program = await findPostgres(join(root, 'unused'), undefined, { native, name: 'copy' })
  expect(program.version).toMatch(/^18\.\d+$/)
  expect(dirname(dirname(program.postgres))).toBe(native)
  expect(statSync(join(native, 'lib/libpq.so.5')).isFile()).toBe(true)
})

test.runIf(isRoot)(
  'below a folder closed to the account it is copied to where the account may run it, once',
  async () => {
    const native = await unpack('closed')
    chmodSync(join(root, 'closed'), 0o700)
    const directory = join(root, 'data')
    mkdirSync(directory)
    chownSync(directory, nobody.uid, nobody.gid)
    const first = await findPostgres(directory, nobody, { native, name: 'copy' })
    expect(first.postgres).toBe(join(directory, 'copy/bin/postgres'))
    const made = statSync(first.postgres).ino
    const second = await findPostgres(directory, nobody, { native, name: 'copy' })
    expect(statSync(second.postgres).ino).toBe(made)
    expect(readdirSync(directory)).toEqual(['copy'])
  },
)

test('why it cannot be run is said for each place', async () => {
  const native = join(root, 'missing')
  await expect(findPostgres(join(root, 'elsewhere'), undefined, { native, name: 'no-such' })).rejects.toThrow(
    /PostgreSQL cannot be run:\n.*missing.*ENOENT/,
  )
})
