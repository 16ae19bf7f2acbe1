/** What can be edited, what would be sent, and what is wrong with a name; without any looks. */
import type { consoleGeneralEn } from '@berth/contract/texts/console-general.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { scriptNameFault, usualConfigScripts } from '@berth/contract/user-scripts.ts'

export interface ScriptChoice {
  readonly name: string
  readonly isNew: boolean
}

/** Those there are, then the usual ones that are not there. */
export function choicesOf(existing: readonly { readonly name: string }[]): ScriptChoice[] {
  const names = existing.map(({ name }) => name)
  const missing = usualConfigScripts.filter((name) => !names.includes(name))
  return [...names.map((name) => ({ name, isNew: false })), ...missing.map((name) => ({ name, isNew: true }))]
}

/** Of a new one. */
export function checkScriptName(
  name: string,
  t: Texts<typeof consoleGeneralEn>,
  existing: readonly { readonly name: string }[] = [],
): string | undefined {
  const fault = scriptNameFault(name)
  if (fault !== undefined) return t.scripts.faults[fault]
  return existing.some((one) => one.name === name) ? t.scripts.taken({ name }) : undefined
}

/** By how the file is usually written. */
export function syntaxOf(name: string): 'shell' | 'properties' | 'plain' {
  if (/(^|\/)\.?(gitconfig|Renviron|npmrc|editorconfig)$|\.(ini|conf|cfg|properties)$/.test(name)) return 'properties'
  return /(rc|profile|login|logout|env|aliases)$|\.(sh|bash|zsh)$/.test(name) && !name.endsWith('vimrc')
    ? 'shell'
    : 'plain'
}

/** The interpreter that its first line names decides how a bootstrap script looks. */
export const syntaxOfBootstrap = (content: string): 'shell' | 'plain' =>
  !content.startsWith('#!') || /^#!.*sh\b/.test(content) ? 'shell' : 'plain'
