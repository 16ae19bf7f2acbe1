/** Methods and paths of the contract, without schemas; made by api-paths.plugin.ts. */
declare module 'virtual:api-paths' {
  export const api: import('@berth/contract/api.ts').Api
}

/** Those of people who are not signed in. */
declare module 'virtual:sign-in-paths' {
  export const api: Pick<
    import('@berth/contract/api.ts').Api,
    (typeof import('../../build/sign-in-nouns.ts').signInNouns)[number]
  >
}
