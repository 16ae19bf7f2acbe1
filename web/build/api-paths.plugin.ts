/**
 * `virtual:api-paths` is the contract's `api` without its schemas: method and path of every endpoint. The client needs
 * no more, and so no page loads the schema library for the sake of calling the server.
 */
import { api } from '@berth/contract/api.ts'
import type { Plugin } from 'vite'

const name = 'virtual:api-paths'

export function apiPaths(): Plugin {
  const paths = Object.fromEntries(
    Object.entries(api).map(([noun, endpoints]) => [
      noun,
      Object.fromEntries(Object.entries(endpoints).map(([verb, { method, path }]) => [verb, { method, path }])),
    ]),
  )
  return {
    name: 'api-paths',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export const api = ${JSON.stringify(paths)}` : undefined),
  }
}
