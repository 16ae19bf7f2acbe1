import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { apiPaths } from './build/api-paths.plugin.ts'
import { fewLanguages } from './build/few-languages.plugin.ts'
import { precompressed } from './build/precompressed.plugin.ts'

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export default defineConfig({
  root: page('.'),
  plugins: [apiPaths(), react(), fewLanguages(['en-US', 'ko-KR']), precompressed()],
  // the server puts a fresh nonce in its place in every answer
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    // an inlined file would need `data:` in the policy
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: { input: { app: page('index.html'), signIn: page('sign-in.html') } },
  },
  // berth serves the API while `vite` serves the pages
  server: { proxy: { '/api': { target: process.env['BERTH_URL'] ?? 'http://127.0.0.1:8080', ws: true } } },
})
