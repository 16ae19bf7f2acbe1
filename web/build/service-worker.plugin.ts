/**
 * Builds the service worker into one file at a fixed address, which is what decides over which pages it stands. It knows
 * which files it was built with, so that another build is another worker.
 */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const entry = fileURLToPath(new URL('../src/service-worker/service-worker.ts', import.meta.url))

export const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_options, bundle) {
    const files = Object.keys(bundle).sort().join('\n')
    const digest = createHash('sha256').update(files).digest('hex').slice(0, 12)
    const built = await build({
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      define: { __BERTH_FILES__: JSON.stringify(digest) },
      build: {
        write: false,
        target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
        lib: { entry, formats: ['iife'], name: 'serviceWorker' },
      },
    })
    const [output] = [built].flat()
    const chunk = output && 'output' in output ? output.output[0] : undefined
    if (chunk === undefined) return this.error('the service worker was not built')
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: chunk.code })
  },
})
