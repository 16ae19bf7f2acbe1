import type { Command, OptionSpec } from './command.ts'

export function generalHelp(commands: readonly Command[], prefix: string): string {
  const shown = commands.filter(({ name }) => name.startsWith(prefix))
  const lines = shown.map((command) => [synopsis(command), command.summary] as const)
  const head = prefix ? '' : 'Berth: compute sessions from the command line.\n\n'
  const server = prefix
    ? ''
    : `\nOn the server's machine: berth start, serve, admin, config.

Exit codes: 0 done · 1 what ran inside failed (exec passes its own code) · 2 wrong usage or input
  3 not signed in · 4 not found · 5 refused · 6 no answer · 126 the command could not be run

berth COMMAND --help says more.\n`
  return `${head}Commands:\n${columns(lines)}\n${server}`
}

export function commandHelp(command: Command, common: Readonly<Record<string, OptionSpec>>): string {
  const own = Object.entries({ ...command.options, ...common }).map(([name, spec]) => {
    const short = spec.short ? `-${spec.short}, ` : '    '
    const value = spec.type === 'string' ? ` ${spec.value ?? 'TEXT'}` : ''
    return [`${short}--${name}${value}`, spec.multiple ? `${spec.help} (may be repeated)` : spec.help] as const
  })
  const more = command.help ? `\n${command.help}\n` : ''
  return `${command.summary}\n\nUsage: berth ${synopsis(command)}\n\nOptions:\n${columns(own)}\n${more}`
}

function synopsis({ name, arguments: names, options, takesCommand }: Command): string {
  const parts = [name, options ? '[OPTIONS]' : '', names ?? '', takesCommand ? '[-- CMD ARGS…]' : '']
  return parts.filter(Boolean).join(' ')
}

function columns(lines: readonly (readonly [string, string])[]): string {
  const widest = Math.max(...lines.map(([left]) => left.length))
  return lines.map(([left, right]) => `  ${left.padEnd(widest)}  ${right}`).join('\n')
}
