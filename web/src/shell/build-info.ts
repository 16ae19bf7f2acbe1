/** Filled in by the build; see vite.config.ts. */
declare const __BERTH_VERSION__: string
declare const __BERTH_BUILD__: string

export const buildInfo = { version: __BERTH_VERSION__, build: __BERTH_BUILD__ }
