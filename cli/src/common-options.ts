import type { OptionSpec } from './command.ts'

/** What every command takes. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  json: { type: 'boolean', help: 'answer as JSON' },
  server: { type: 'string', value: 'URL', help: 'the server; else BERTH_URL, else the last one signed in to' },
  help: { type: 'boolean', short: 'h', help: 'show this help' },
}
