/** The only reader of flags, environment and configuration file: texts by option, nothing interpreted yet. */
import { readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import { options, type OptionName } from './options.ts'

export type RawSettings = Partial<Record<OptionName, { readonly text: string; readonly from: string }>>

/** One clear line for whoever started the program. */
export class ConfigProblem extends Error {
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'ConfigProblem'
    this.lines = lines
  }
}

const names = Object.keys(options) as OptionName[]

export function readSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): RawSettings {
  const problems: string[] = []
  const flags = readFlags(args, problems)
  const file = flags.config ?? env['BERTH_CONFIG']
  const settings = {
    ...(file === undefined ? {} : readFile(file, problems)),
    ...readEnvironment(env, problems),
    ...flags.settings,
  }
  if (problems.length > 0) throw new ConfigProblem(problems)
  return settings
}

function readFlags(args: readonly string[], problems: string[]) {
  const settings: RawSettings = {}
  let config: string | undefined
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    const [, flag, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? []
    const name = names.find((option) => options[option].flag === flag)
    if (flag === undefined || (name === undefined && flag !== 'config')) {
      problems.push(`${arg} is not known. --help lists the options.`)
      // Its value, if it looks like one, is not worth a second line.
      if (flag !== undefined && inline === undefined && !args[i + 1]?.startsWith('--')) i++
      continue
    }
    const isSwitch = name !== undefined && !('value' in options[name])
    const text = inline ?? (isSwitch ? 'true' : args[++i])
    if (text === undefined) problems.push(`--${flag} needs a value.`)
    else if (name === undefined) config = text
    else {
      const before = 'several' in options[name] ? settings[name] : undefined
      settings[name] = { text: before ? `${before.text},${text}` : text, from: `--${flag}` }
    }
  }
  return { settings, config }
}

function readEnvironment(env: Readonly<Record<string, string | undefined>>, problems: string[]): RawSettings {
  const settings: RawSettings = {}
  for (const name of names) {
    const text = env[options[name].env]
    if (text !== undefined && text !== '') settings[name] = { text, from: options[name].env }
  }
  const known = new Set<string>([...names.map((name) => options[name].env), 'BERTH_CONFIG', 'BERTH_URL', 'BERTH_TOKEN'])
  for (const variable of Object.keys(env))
    if (variable.startsWith('BERTH_') && !known.has(variable))
      problems.push(`${variable} is set but not known. --help lists the options.`)
  return settings
}

function readFile(file: string, problems: string[]): RawSettings {
  let content: unknown
  try {
    content = parseYaml(readFileSync(file, 'utf8'))
  } catch (error) {
    problems.push(`${file} cannot be read: ${(error as Error).message.split('\n')[0]}`)
    return {}
  }
  const settings: RawSettings = {}
  if (content === null) return settings
  if (typeof content !== 'object' || Array.isArray(content)) {
    problems.push(`${file} must hold keys and values.`)
    return settings
  }
  for (const [key, value] of Object.entries(content)) {
    const name = names.find((option) => option === key)
    if (name === undefined) problems.push(`${key} in ${file} is not known.`)
    else if (Array.isArray(value)) settings[name] = { text: value.join(','), from: `${key} in ${file}` }
    else if (typeof value === 'object' || value === undefined) problems.push(`${key} in ${file} must be a value.`)
    else settings[name] = { text: String(value), from: `${key} in ${file}` }
  }
  return settings
}
