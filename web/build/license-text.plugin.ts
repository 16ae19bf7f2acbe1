/** Ships the product's license beside the console, for whoever has no internet to read it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const license = fileURLToPath(new URL('../../LICENSE', import.meta.url))

export const licenseText = (): Plugin => ({
  name: 'license-text',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'license.txt', source: readFileSync(license, 'utf8') })
  },
})
