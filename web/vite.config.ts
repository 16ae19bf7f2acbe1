import react from '@vitejs/plugin-react'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { apiPaths } from './build/api-paths.plugin.ts'
import { chunkGroups } from './build/chunk-groups.ts'
import { guide } from './build/guide/guide.plugin.ts'
import { fewLanguages } from './build/few-languages.plugin.ts'
import { licenseText } from './build/license-text.plugin.ts'
import { pdfFiles } from './build/pdf-files.plugin.ts'
import { precompressed } from './build/precompressed.plugin.ts'
import { serviceWorker } from './build/service-worker.plugin.ts'
import { xtermDocument } from './build/xterm-document.plugin.ts'

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const { version } = JSON.parse(readFileSync(page('../package.json'), 'utf8')) as { version: string }

/** The commit that was built; a release without its history is known by its version alone. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: page('.'), stdio: 'pipe' })
      .toString()
      .trim()
  } catch {
    return version
  }
}

export default defineConfig({
  root: page('.'),
  plugins: [
    apiPaths(),
    react(),
    fewLanguages(['en-US', 'fr-FR', 'ko-KR', 'ru-RU']),
    xtermDocument(),
    licenseText(),
    guide(),
    pdfFiles(),
    serviceWorker(),
    precompressed(),
  ],
  define: { __BERTH_VERSION__: JSON.stringify(version), __BERTH_BUILD__: JSON.stringify(commit()) },
  // the server puts a fresh nonce in its place in every answer
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    // an inlined file would need `data:` in the policy
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { app: page('index.html'), signIn: page('sign-in.html'), guide: page('guide.html') },
      output: {
        // Every start names hundreds of files, and what tells one content from another does not compress.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: chunkGroups({
            light: { from: page('src/features/sign-in/main.tsx') },
            // What all pages have in common, as the first of them needs it; of packages much is dropped, so not those.
            common: {
              from: page('src/features/sessions/sessions-page.tsx'),
              only: /[\\/]web[\\/]src[\\/](api|parts|shell|ui)[\\/]/,
            },
          }),
        },
      },
    },
  },
  // berth serves the API while `vite` serves the pages
  server: { proxy: { '/api': { target: process.env['BERTH_URL'] ?? 'http://127.0.0.1:8080', ws: true } } },
})
