/** Methods and paths of the contract, without schemas; made by api-paths.plugin.ts. */
declare module 'virtual:api-paths' {
  export const api: import('@berth/contract/api.ts').Api
}
