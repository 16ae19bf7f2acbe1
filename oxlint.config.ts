/**
 * The lint rules, and who may import whom. The last matching entry of `overrides` decides for a file, so each lists
 * everything that its files must not import. An exception (`!…`) holds for all patterns of its entry, so it is as narrow
 * as can be. tools/import-rules.test.ts plants imports under every entry and sees which are refused.
 */
import { defineConfig } from 'oxlint'
import type { OxlintOverride } from 'oxlint'

const deny = (message: string, ...group: string[]) => ({ group, message })
type Denied = { message: string; group?: string[]; regex?: string; allowTypeImports?: boolean }

const imports = (files: string | string[], ...patterns: Denied[]): OxlintOverride => ({
  files: [files].flat(),
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

const server = deny('Only the contract, never the server.', '@berth/server', '@berth/server/**', '**/server/**')
const cli = deny('The command line is a program, not a library.', '@berth/cli', '@berth/cli/**', '**/cli/src/**')
const web = deny('The console is a program, not a library.', '@berth/web', '@berth/web/**', '**/web/src/**')
const node = deny('The console runs in browsers.', 'node:*', 'node:*/**', 'fs', 'path')
const main = deny('Nobody imports main; what two need moves to where both may reach it.', '**/main/**')
const tests = deny('Only tests import from server/test.', '**/server/test/**', '**/test/test-app.ts', '**/test/make.ts')
const upper = deny('Knows nothing of features, protocols and main.', '**/features/**', '**/protocols/**', '**/main/**')
const protocols = deny('Features do not know protocols.', '**/protocols/**')
const engines = deny('Of the engines only the port, engine.ts.', '**/engines/**', '!**/engines/engine.ts')
const sql = deny('SQL lives in *.store.ts and *.views.ts.', 'kysely', 'kysely/**', 'pg')
const sqlTypesOnly = { ...sql, allowTypeImports: true }
const sqlFiles = deny('Protocols use services.', '**/*.{store,views,routes}.ts', '**/platform/database/**')
const http = deny(
  'HTTP lives in *.routes.ts and *-cookie.ts; a service throws Problem and knows its Caller.',
  '**/platform/http/**',
  '!**/platform/http/{problem,caller,cookies}.ts',
)
const otherSlice = deny('Of another slice only its service.', '../[a-z]*/**', '!../*/*.service.ts')
// What routes of several ways to sign in go through: cookies are HTTP, so no service has them.
const otherSliceOfRoutes = deny(otherSlice.message, '../[a-z]*/**', '!../*/*.service.ts', '!../logins/login-door.ts')
const otherSliceBelow = deny(otherSlice.message, '../../[a-z]*/**', '!../../*/*.service.ts')
const otherFeature = deny('What two features need moves to parts.', '../[a-z]*/**')
const otherFeatureBelow = deny(otherFeature.message, '../../[a-z]*/**')

const contractAlone = 'The contract depends on zod and nothing else.'
// No look-ahead in these regular expressions: spelled out, "neither relative nor zod".
const notZod = { regex: '^([^.z]|z[^o]|zo[^d]|zod[^/])', message: contractAlone }
const notForTests = deny(contractAlone, '@*/**', 'kysely', 'pg', 'fastify')
const outside = deny(contractAlone, '../../**', '**/server/**', '**/web/**', '**/cli/**')

const inBrowser = [server, cli, node]
const inServer = [cli, web]
const inSlice = [...inServer, main, tests, protocols, engines]

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['**/dist/**', 'docs/**', 'data/**', 'bench/results/**', 'artifacts/**'],
  rules: {
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    eqeqeq: 'error',
    'no-console': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': ['error', { ignoreTypes: true }],
    'import/no-default-export': 'error',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    'typescript/no-non-null-assertion': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
    ],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'vitest/valid-expect': ['error', { maxArgs: 2 }],

    // Without benefit here: they name what is meant, or take it for something else.
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    'no-control-regex': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'no-unmodified-loop-condition': 'off',
    'promise/always-return': 'off',
    'promise/no-callback-in-promise': 'off',
    'typescript/consistent-return': 'off',
    'typescript/no-generated-empty-object-type': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/unbound-method': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-useless-spread': 'off',
    'typescript/no-redundant-type-constituents': 'off',
    'vitest/expect-expect': 'off',
    'vitest/no-conditional-expect': 'off',
    'vitest/require-to-throw-message': 'off',
  },
  overrides: [
    imports('contract/**', notZod, outside),
    imports('contract/**/*.test.ts', notForTests, outside),
    imports(['cli/**', 'e2e/**'], server, web),

    imports('web/**', ...inBrowser),
    imports(['web/*.ts', 'web/build/**', 'web/**/*.test.{ts,tsx}'], server, cli),
    imports(
      'web/src/ui/**',
      ...inBrowser,
      deny('ui knows no product.', '@berth/contract/*', '!@berth/contract/texts', '!@berth/contract/texts/**'),
      deny('ui knows no product.', '**/features/**', '**/parts/**', '**/api/**', '**/shell/**'),
    ),
    imports('web/src/api/**', ...inBrowser, deny('api knows no page.', '**/features/**', '**/parts/**', '**/shell/**')),
    imports(
      'web/src/parts/**',
      ...inBrowser,
      deny('parts know no feature and no frame.', '**/features/**', '**/shell/**'),
    ),
    imports(
      'web/src/shell/**',
      ...inBrowser,
      deny('The frame knows no feature; routes.tsx joins them.', '**/features/**'),
    ),
    imports('web/src/features/*/*', ...inBrowser, otherFeature),
    imports('web/src/features/*/*/**', ...inBrowser, otherFeatureBelow),

    imports('server/**', ...inServer),
    imports('server/src/platform/**', ...inServer, upper, tests),
    imports('server/src/engines/**', ...inServer, upper, tests, sql),
    imports(['server/src/platform/**/*.test.ts', 'server/src/engines/**/*.test.ts'], ...inServer, upper),
    imports('server/src/features/*/*', ...inSlice, otherSlice, sqlTypesOnly, http),
    imports('server/src/features/*/*/**', ...inSlice, otherSliceBelow, sqlTypesOnly, http),
    imports('server/src/features/*/*.routes.ts', ...inSlice, otherSliceOfRoutes, sqlTypesOnly),
    imports('server/src/features/*/*.{store,views}.ts', ...inSlice, otherSlice, http),
    imports('server/src/features/*/*/*.{store,views}.ts', ...inSlice, otherSliceBelow, http),
    imports('server/src/protocols/**', ...inServer, main, tests, engines, sql, sqlFiles),
    imports('server/src/{features,protocols}/**/*.test.ts', ...inServer, main),

    { files: ['cli/**', 'tools/**', 'bench/**', 'bin/**', 'e2e/**'], rules: { 'no-console': 'off' } },
    // as long as what there is to say
    { files: ['contract/src/texts/*.??.ts'], rules: { 'max-lines': 'off' } },
    {
      // Called by name by their tools.
      files: ['*.config.ts', '*/*.config.ts', 'server/test/cluster.ts', 'tools/*-reporter.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    {
      files: ['**/*.test.{ts,tsx}', '**/test/**', 'e2e/**'],
      rules: { 'typescript/no-non-null-assertion': 'off' },
    },
    {
      files: ['web/**'],
      plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest', 'react', 'jsx-a11y'],
      rules: {
        'react/exhaustive-deps': 'error',
        'react/react-in-jsx-scope': 'off',
        'react/rules-of-hooks': 'error',
        'unicorn/filename-case': 'off',
      },
    },
  ],
})
