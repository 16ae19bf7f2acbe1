/** Tests of the repository itself: what the linter cannot say about the house. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { api } from '@berth/contract/api.ts'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Server slices; each may use the services of those before it. The way back is an event. */
const sliceOrder = [
  'settings',
  'accounts',
  'second-factors',
  'logins',
  'ways-in',
  'setup',
  'workspaces',
  'groups',
  'projects',
  'credentials',
  'ssh-keys',
  'user-scripts',
  'policies',
  'environments',
  'nodes',
  'folders',
  'vaults',
  'session-templates',
  'sessions',
  'apps',
  'resource-presets',
  'experiments',
  'usage',
  'usage-data',
  'updates',
  'preferences',
  'notifications',
  'audit',
  'maintenance',
]

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (name === 'node_modules' || name === 'dist') return []
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

const sources = ['contract', 'server', 'web', 'cli', 'e2e', 'bench', 'tools', 'bin']
  .flatMap((folder) => filesBelow(join(root, folder)))
  .map((path) => relative(root, path))
const code = sources.filter((path) => /\.(ts|tsx|mjs)$/.test(path))
const isTest = (path: string) => /\.test\.tsx?$/.test(path)

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  return [...text.matchAll(/(?:\bfrom |\bimport[ (])'([^']+)'/g)]
    .map((match) => match[1] ?? '')
    .map((target) => (target.startsWith('.') ? join(dirname(path), target) : target))
}

const sliceOf = (path: string) => /^server\/src\/features\/([^/]+)\//.exec(path)?.[1]

test('slices use only earlier slices, and of those only the service', () => {
  const wrong: string[] = []
  for (const path of code.filter((file) => sliceOf(file) && !isTest(file)))
    for (const target of importsOf(path)) {
      const [from = '', to] = [sliceOf(path), sliceOf(target)]
      if (to === undefined || to === from) continue
      if (sliceOrder.indexOf(to) > sliceOrder.indexOf(from)) wrong.push(`${path} uses the later slice ${to}`)
      else if (!/\.(service|tables)\.ts$/.test(target) && !path.endsWith('.routes.ts'))
        wrong.push(`${path} reaches past the service of ${to}: ${target}`)
    }
  expect(wrong).toEqual([])
})

test('every slice has its place in the order', () => {
  const slices = new Set(code.flatMap((path) => sliceOf(path) ?? []))
  expect([...slices].filter((slice) => !sliceOrder.includes(slice))).toEqual([])
})

test('platform and engines know nothing of the product; nobody imports main', () => {
  const wrong = code.filter((path) =>
    importsOf(path).some(
      (target) =>
        (/^server\/src\/(platform|engines)\//.test(path) && /server\/src\/(features|protocols|main)\//.test(target)) ||
        (!/^server\/(src\/main|test)\//.test(path) && !isTest(path) && /server\/src\/main\//.test(target)) ||
        (/^(web|cli)\//.test(path) && /^(server\/|@berth\/server)/.test(target)) ||
        (path.startsWith('contract/') && !/^(contract\/|zod)/.test(target)),
    ),
  )
  expect(wrong.filter((path) => !isTest(path))).toEqual([])
})

test('only stores, views, tables and the database itself speak SQL', () => {
  const allowed = /(\.(store|views|tables)\.ts|server\/src\/platform\/(database|events|leases|jobs)\/.*)$/
  const wrong = code.filter(
    (path) =>
      path.startsWith('server/src/') &&
      !isTest(path) &&
      !allowed.test(path) &&
      /^import (?!type).*from '(kysely|pg)'/m.test(readFileSync(join(root, path), 'utf8')),
  )
  expect(wrong).toEqual([])
})

test('names say what is inside', () => {
  const vague = /(^|\/)(utils?|helpers?|common|types|index|misc)\.(ts|tsx|mjs|css)$/
  expect(sources.filter((path) => vague.test(path))).toEqual([])
  const kebab = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/
  expect(code.filter((path) => !kebab.test(basename(path)))).toEqual([])
})

test('files stay small: half of them within 80 lines, nine of ten within 250', () => {
  const lengths = code
    .filter((path) => !isTest(path) && !path.includes('/texts/'))
    .map((path) => readFileSync(join(root, path), 'utf8').split('\n').length)
    .sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length * 0.5)]).toBeLessThanOrEqual(80)
  expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(250)
})

test('migrations are numbered, each behind the one before', () => {
  const numbers = readdirSync(join(root, 'server/migrations'))
    .sort()
    .map((name) => Number(name.slice(0, 4)))
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
})

test('no two endpoints share a method and path', () => {
  const seen = Object.values(api).flatMap((noun) =>
    Object.values(noun).map((endpoint) => `${endpoint.method} ${endpoint.path.replace(/\{\w+\}/g, '{}')}`),
  )
  expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([])
})
