/**
 * `virtual:api-paths` is the contract's `api` without its schemas: method and path of every endpoint. The client needs
 * no more, and so no page loads the schema library for the sake of calling the server. `virtual:sign-in-paths` is the
 * part of it that people need who are not signed in.
 */
import { api } from '@berth/contract/api.ts'
import type { Plugin } from 'vite'
import { signInNouns } from './sign-in-nouns.ts'

const whole = 'virtual:api-paths'
const forSignIn = 'virtual:sign-in-paths'
export function apiPaths(): Plugin {
  const isForSignIn = (noun: string) => (signInNouns as readonly string[]).includes(noun)
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
    [`\0${forSignIn}`]: `export const api = ${pathsOf(isForSignIn)}`,
    [`\0${whole}`]: `import { api as some } from '${forSignIn}'
      export const api = { ...some, ...${pathsOf((noun) => !isForSignIn(noun))} }`,
  }
  return {
    name: 'api-paths',
    resolveId: (id) => (id === whole || id === forSignIn ? `\0${id}` : undefined),
    load: (id) => sources[id],
  }
}
