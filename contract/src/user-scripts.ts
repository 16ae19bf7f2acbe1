/** What people want in each new session of theirs: files in the home directory, and a script that is run first (6.2). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { time } from './shapes.ts'

export const mostConfigScripts = 100
/** Bytes: of all config scripts together, and of the bootstrap script. */
export const configScriptBytes = 65_536
export const bootstrapScriptBytes = 65_536

/** Offered by name; any other can be made. */
export const usualConfigScripts = [
  '.bashrc',
  '.zshrc',
  '.vimrc',
  '.tmux.conf.local',
  '.Renviron',
  '.gitconfig',
] as const

/** Why a text is no name of a config script: the codes of `errors` in the answer, and what the console says. */
export const scriptNameFaults = ['characters', 'length', 'not-relative', 'dots', 'ssh'] as const
export type ScriptNameFault = (typeof scriptNameFaults)[number]
export const longestScriptName = 64

/** What is wrong with the path of a file below the home directory; undefined: nothing. */
export function scriptNameFault(name: string): ScriptNameFault | undefined {
  if (name.length === 0 || name.length > longestScriptName) return 'length'
  if (!/^[A-Za-z0-9 ._@+~/-]+$/.test(name)) return 'characters'
  const parts = name.split('/')
  // a shell would take that for the home directory, which is where it is anyway
  if (parts[0] === '~' || parts.some((part) => part === '' || part.trim() !== part)) return 'not-relative'
  if (parts.some((part) => part === '.' || part === '..')) return 'dots'
  return parts[0]?.toLowerCase() === '.ssh' ? 'ssh' : undefined
}

const faultTexts: Readonly<Record<ScriptNameFault, string>> = {
  characters: 'has characters other than letters, digits, blanks and . _ @ + ~ - /',
  length: `must have 1 to ${longestScriptName} characters`,
  'not-relative': 'must be the path of a file, relative to the home directory',
  dots: 'must not have the parts . or ..',
  ssh: 'must not be in .ssh: keys have a place of their own',
}

export const scriptName = z.string().check((context) => {
  const fault = scriptNameFault(context.value)
  if (fault)
    context.issues.push({ code: 'custom', input: context.value, message: faultTexts[fault], params: { code: fault } })
})

/** In UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

const content = (max: number) =>
  z.string().check((context) => {
    const bytes = bytesOf(context.value)
    if (bytes <= max) return
    const message = `has ${bytes} bytes; it can have ${max}`
    context.issues.push({ code: 'custom', input: context.value, message, params: { code: 'too-large' } })
  })

const nameParams = z.strictObject({ name: scriptName })
const scriptFacts = { bytes: z.number().int(), updatedAt: time }
const scriptText = {
  content: z.string(),
  /** The ETag, without its quotes, for `If-Match`. */
  version: z.string(),
}

export const configScriptItem = z.object({ name: z.string(), ...scriptFacts })
export type ConfigScriptItem = z.infer<typeof configScriptItem>
export const configScript = configScriptItem.extend(scriptText)
export type ConfigScript = z.infer<typeof configScript>
export const bootstrapScript = z.object({ ...scriptFacts, ...scriptText })
export type BootstrapScript = z.infer<typeof bootstrapScript>

export const userScripts = {
  list: endpoint({
    method: 'GET',
    path: '/me/config-scripts',
    summary: 'Your config scripts: files that replace the defaults in the home directory of each new session',
    access: 'login',
    response: z.object({ items: z.array(configScriptItem) }),
  }),
  show: endpoint({
    method: 'GET',
    path: '/me/config-scripts/{name}',
    summary: 'One of your config scripts, with its ETag',
    access: 'login',
    params: nameParams,
    response: configScript,
    problems: ['not-found'],
  }),
  save: endpoint({
    method: 'PUT',
    path: '/me/config-scripts/{name}',
    summary:
      'Write a config script; with If-Match only in place of the one you know, with If-None-Match: * only a new one',
    access: 'login',
    byPerson: true,
    params: nameParams,
    body: z.strictObject({ content: content(configScriptBytes) }),
    response: configScript,
    problems: ['too-many-config-scripts', 'config-scripts-too-large', 'config-script-in-the-way', 'changed-meanwhile'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/me/config-scripts/{name}',
    summary: 'Remove a config script; with If-Match only the one you know',
    access: 'login',
    byPerson: true,
    params: nameParams,
    response: 'none',
    problems: ['not-found', 'changed-meanwhile'],
  }),
  showBootstrap: endpoint({
    method: 'GET',
    path: '/me/bootstrap-script',
    summary: 'Your bootstrap script, run once at the start of each session before anything else',
    access: 'login',
    response: bootstrapScript,
    problems: ['not-found'],
  }),
  saveBootstrap: endpoint({
    method: 'PUT',
    path: '/me/bootstrap-script',
    summary:
      'Write your bootstrap script; with If-Match only in place of the one you know, with If-None-Match: * only a new one',
    access: 'login',
    byPerson: true,
    body: z.strictObject({ content: content(bootstrapScriptBytes) }),
    response: bootstrapScript,
    problems: ['changed-meanwhile'],
  }),
  removeBootstrap: endpoint({
    method: 'DELETE',
    path: '/me/bootstrap-script',
    summary: 'Remove your bootstrap script; with If-Match only the one you know',
    access: 'login',
    byPerson: true,
    response: 'none',
    problems: ['not-found', 'changed-meanwhile'],
  }),
}
