/** Writes `.br` and `.gz` beside every text file of the build, so that the server only has to send them. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
/** Other pages are filled with a nonce in every answer, so they cannot be compressed before. */
const isText = /\.(m?js|wasm|css|svg|json|map|txt|webmanifest)$|^guide[\\/].*\.html$/

export function precompressed(): Plugin {
  let folder = ''
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    async writeBundle() {
      for (const name of await readdir(folder, { recursive: true })) {
        if (!isText.test(name)) continue
        const file = join(folder, name)
        const bytes = await readFile(file)
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
        await Promise.all([
          brotli(bytes, quality).then((packed) => writeFile(`${file}.br`, packed)),
          zip(bytes, { level: 9 }).then((packed) => writeFile(`${file}.gz`, packed)),
        ])
      }
    },
  }
}
