import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const updatedAt = '2030-01-01T00:00:00.000Z'
const bashrc = { name: '.bashrc', bytes: 5, updatedAt, content: 'ls -l' }
const preferences = {
  autoLogout: false,
  workspace: null,
  project: null,
  showHiddenProjects: false,
  hideExamples: false,
  hideArguments: true,
  hiddenArguments: ['A_TOKEN'],
}

async function berth(routes: Parameters<typeof stubServer>[0], args: string[], stdin = '') {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(args, { env, stdin })), asked }
}

test('scripts are listed and shown', async () => {
  const listed = await berth({ 'GET /me/config-scripts': () => ({ body: { items: [bashrc] } }) }, ['scripts', 'ls'])
  expect(listed.stdout).toBe(`.bashrc\t5\t${updatedAt}\n`)
  const shown = await berth({ 'GET /me/config-scripts/.bashrc': () => ({ body: bashrc }) }, [
    'scripts',
    'show',
    '.bashrc',
  ])
  expect(shown.stdout).toBe('ls -l')
})

test('a script is written from a file or a pipe', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'berth-scripts-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'rc'), 'ls -l')
  const routes = {
    'PUT /me/config-scripts/.config%2Frc': () => ({ body: { ...bashrc, name: '.config/rc' } }),
    'PUT /me/bootstrap-script': () => ({ body: { content: 'echo', bytes: 4, updatedAt } }),
  }
  const saved = await berth(routes, ['scripts', 'set', '.config/rc', join(folder, 'rc')])
  expect([saved.code, saved.asked[0]?.body]).toEqual([0, { content: 'ls -l' }])
  const first = await berth(routes, ['scripts', 'set', '--bootstrap', '-'], 'echo')
  expect([first.code, first.asked[0]?.body]).toEqual([0, { content: 'echo' }])
  for (const args of [
    ['set', join(folder, 'rc')],
    ['set', '--bootstrap', '.bashrc', 'x'],
    ['show'],
    ['set', 'a', '/no'],
  ])
    expect((await berth(routes, ['scripts', ...args])).code).toBe(2)
})

test('a script that is not there is said', async () => {
  const routes = { 'DELETE /me/config-scripts/.zshrc': () => problem(404, 'not-found', {}) }
  expect((await berth(routes, ['scripts', 'rm', '.zshrc'])).code).not.toBe(0)
})

test('hidden names are listed and replaced', async () => {
  const routes = {
    'GET /me/preferences': () => ({ body: preferences }),
    'PATCH /me/preferences': () => ({
      body: { ...preferences, hideArguments: false, hiddenArguments: ['B', '*_KEY'] },
    }),
  }
  expect((await berth(routes, ['hidden-names'])).stdout).toBe('A_TOKEN\n')
  const changed = await berth(routes, ['hidden-names', 'B', '*_KEY', '--off'])
  expect(changed.asked[0]?.body).toEqual({ hiddenArguments: ['B', '*_KEY'], hideArguments: false })
  expect(changed.stderr).toContain('Nothing is hidden')
})
