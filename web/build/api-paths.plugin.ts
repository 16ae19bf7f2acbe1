/**
 * `virtual:api-paths` is the contract's `api` without its schemas: method and path of every endpoint. The client needs
 * no more, and so no page loads the schema library for the sake of calling the server. `virtual:sign-in-paths` is the
 * part of it that people need who are not signed in.
 */
import { api } from '@berth/contract/api.ts'
import type { Plugin } from 'vite'

const whole = 'virtual:api-paths'
const forSignIn = 'virtual:sign-in-paths'
/** As api-paths.d.ts has them. */
const signInNouns: ReadonlySet<string> = new Set<keyof typeof api>([
  'accounts',
  'connections',
  'invitations',
  'logins',
  'setup',
  'waysIn',
  'workspaces',
])

export function apiPaths(): Plugin {
  const pathsOf = (isWanted: (noun: string) => boolean) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(api)
          .filter(([noun]) => isWanted(noun))
          .map(([noun, endpoints]) => [
            noun,
            Object.fromEntries(Object.entries(endpoints).map(([verb, { method, path }]) => [verb, { method, path }])),
          ]),
      ),
    )
  const sources: Readonly<Record<string, string>> = {
    [`\0${forSignIn}`]: `export const api = ${pathsOf((noun) => signInNouns.has(noun))}`,
    [`\0${whole}`]: `import { api as some } from '${forSignIn}'
      export const api = { ...some, ...${pathsOf((noun) => !signInNouns.has(noun))} }`,
  }
  return {
    name: 'api-paths',
    resolveId: (id) => (id === whole || id === forSignIn ? `\0${id}` : undefined),
    load: (id) => sources[id],
  }
}
