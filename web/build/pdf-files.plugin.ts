/**
 * What pdf.js asks for when a document needs it: character maps, the usual fonts, decoders of pictures. They lie under
 * their version, so that they never change under their name. `virtual:pdf-files` says where.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json')
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
const folder = `assets/pdfjs-${version}`
const name = 'virtual:pdf-files'

/** Scripts in documents are never run, so what would run them is left out. */
const isLeftOut = (file: string) => /quickjs/i.test(file)

export const pdfFiles = (): Plugin => ({
  name: 'pdf-files',
  resolveId: (id) => (id === name ? `\0${name}` : undefined),
  load: (id) => (id === `\0${name}` ? `export const pdfFiles = ${JSON.stringify(`/${folder}/`)}` : undefined),
  generateBundle() {
    for (const part of ['cmaps', 'standard_fonts', 'wasm', 'iccs'])
      for (const file of readdirSync(join(dirname(manifest), part)).filter((one) => !isLeftOut(one)))
        this.emitFile({
          type: 'asset',
          fileName: `${folder}/${part}/${file}`,
          source: readFileSync(join(dirname(manifest), part, file)),
        })
  },
})
