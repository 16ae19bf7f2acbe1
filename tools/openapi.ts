/** Writes docs/openapi.json from the contract; with --check says whether it is what the contract says. */
import { readFileSync, writeFileSync } from 'node:fs'
import { api } from '@berth/contract/api.ts'
import { openApi } from '@berth/contract/openapi.ts'

const file = new URL('../docs/openapi.json', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const text = `${JSON.stringify(openApi(api, { version }), null, 2)}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/openapi.json is not what the contract says: run `npm run openapi` and commit it.')
    process.exitCode = 1
  }
} else writeFileSync(file, text)
