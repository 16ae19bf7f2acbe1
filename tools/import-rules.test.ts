/** Every import rule fires where it should and nowhere else: oxlint over planted files with the repository's rules. */
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Per file: what it may import, and what it may not. */
const cases: Record<string, { may: string[]; mayNot: string[] }> = {
  'contract/src/a.ts': {
    may: ['zod', 'zod/v4/core', './b.ts', './texts/b.ts'],
    mayNot: ['node:fs', 'kysely', '@berth/server/x.ts', '../../server/src/x.ts'],
  },
  'contract/src/texts/a.ts': { may: ['../b.ts'], mayNot: ['fastify', '../../../web/src/x.ts'] },
  'contract/src/a.test.ts': { may: ['vitest', 'node:fs', './a.ts'], mayNot: ['pg'] },
  'cli/src/commands/a.ts': {
    may: ['@berth/contract/api.ts', 'ws', '../output.ts', 'node:fs'],
    mayNot: ['@berth/server/x.ts', '../../../server/src/x.ts', '../../../web/src/x.ts'],
  },
  'e2e/a.test.ts': { may: ['@berth/contract/api.ts', 'node:fs'], mayNot: ['../server/src/main/compose.ts'] },
  'web/src/main.tsx': {
    may: ['./features/sessions/a.tsx', '@berth/contract/api.ts'],
    mayNot: ['node:fs', '../../server/src/x.ts', '@berth/cli/x.ts'],
  },
  'web/build/a.plugin.ts': { may: ['node:fs/promises'], mayNot: ['../../server/src/x.ts'] },
  'web/src/ui/a.tsx': {
    may: ['react', './b.tsx', '@berth/contract/texts/console-ui.en.ts'],
    mayNot: ['@berth/contract/api.ts', '../parts/x.tsx', '../features/sessions/x.tsx', '../api/x.ts', '../shell/x.tsx'],
  },
  'web/src/api/a.ts': { may: ['@berth/contract/api.ts'], mayNot: ['../features/sessions/x.tsx', '../parts/x.tsx'] },
  'web/src/parts/a.tsx': {
    may: ['../ui/x.tsx', '../api/x.ts', '@berth/contract/api.ts'],
    mayNot: ['../features/sessions/x.tsx', '../shell/x.tsx'],
  },
  'web/src/shell/a.tsx': { may: ['../parts/x.tsx'], mayNot: ['../features/sessions/x.tsx'] },
  'web/src/features/sessions/a.tsx': {
    may: ['./b.tsx', './logs/b.tsx', '../../ui/x.tsx', '../../shell/x.tsx'],
    mayNot: ['../setup/x.tsx', '../setup/deep/x.tsx', 'node:path'],
  },
  'web/src/features/sessions/logs/a.tsx': {
    may: ['../b.tsx', '../terminal/b.tsx', '../../../ui/x.tsx'],
    mayNot: ['../../setup/x.tsx'],
  },
  'server/src/platform/database/a.ts': {
    may: ['kysely', 'pg', '../time.ts', '@berth/contract/api.ts'],
    mayNot: ['../../features/sessions/sessions.service.ts', '../../main/compose.ts', '../../../test/test-app.ts'],
  },
  'server/src/engines/local/a.ts': {
    may: ['../engine.ts', '../../platform/time.ts', './keeper/b.ts'],
    mayNot: ['../../features/sessions/sessions.service.ts', '../../protocols/ssh/x.ts', 'kysely'],
  },
  'server/src/features/sessions/sessions.service.ts': {
    may: ['../logins/logins.service.ts', '../../engines/engine.ts', '../../platform/http/problem.ts', './admission.ts'],
    mayNot: [
      '../logins/logins.store.ts',
      '../../engines/local/local.ts',
      '../../platform/http/handlers.ts',
      '../../protocols/ssh/x.ts',
      '../../main/compose.ts',
      '../../../test/test-app.ts',
      'kysely',
      'pg',
    ],
  },
  'server/src/features/sessions/deep/a.ts': {
    may: ['../sessions.store.ts', '../../logins/logins.service.ts', '../../../platform/time.ts'],
    mayNot: ['../../logins/logins.store.ts', 'kysely', '../../../engines/mock/x.ts'],
  },
  'server/src/features/sessions/sessions.routes.ts': {
    may: ['../../platform/http/handlers.ts', './sessions.views.ts', '../logins/logins.service.ts'],
    mayNot: ['kysely', '../logins/logins.routes.ts', '../../main/serve.ts'],
  },
  'server/src/features/sessions/sessions.store.ts': {
    may: ['kysely', 'pg', '../../platform/database/tables.ts'],
    mayNot: ['../../platform/http/handlers.ts', '../logins/logins.store.ts'],
  },
  'server/src/features/sessions/sessions.views.ts': { may: ['kysely'], mayNot: ['../../platform/http/handlers.ts'] },
  'server/src/features/sessions/sessions.test.ts': {
    may: ['../../../test/test-app.ts', '../logins/logins.store.ts'],
    mayNot: ['../../main/compose.ts'],
  },
  'server/src/protocols/terminal/a.ts': {
    may: ['../../features/sessions/sessions.service.ts', '../../engines/engine.ts', '../../platform/http/upgrade.ts'],
    mayNot: [
      'kysely',
      '../../features/sessions/sessions.store.ts',
      '../../engines/local/x.ts',
      '../../main/compose.ts',
    ],
  },
  'server/src/main/a.ts': { may: ['../features/sessions/sessions.routes.ts', '../engines/local/x.ts'], mayNot: [] },
}

test('the import rules fire where they should and nowhere else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'berth-import-rules-'))
  try {
    await copyFile(join(root, 'oxlint.config.ts'), join(folder, 'oxlint.config.ts'))
    await mkdir(join(folder, 'node_modules'))
    await symlink(join(root, 'node_modules', 'oxlint'), join(folder, 'node_modules', 'oxlint'))
    for (const [file, { may, mayNot }] of Object.entries(cases)) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), [...may, ...mayNot].map((name) => `import '${name}'\n`).join(''))
    }
    const denied = await deniedImports(folder)
    const wanted = Object.entries(cases).filter(([, { mayNot }]) => mayNot.length > 0)
    expect(denied).toEqual(Object.fromEntries(wanted.map(([file, { mayNot }]) => [file, mayNot.toSorted()])))
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function deniedImports(folder: string): Promise<Record<string, string[]>> {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [oxlint, '--format=unix'], { cwd: folder }, (_error, stdout) => resolve(stdout))
  })
  const denied = new Map<string, Set<string>>()
  for (const [, file, name] of output.matchAll(/^([^:\n]+):\d+:\d+: '([^']+)' import is restricted/gm))
    denied.set(file!, (denied.get(file!) ?? new Set()).add(name!))
  return Object.fromEntries([...denied].map(([file, names]) => [file, [...names].sort()]))
}
