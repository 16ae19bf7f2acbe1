/** `berth completion bash|zsh`: a script for the shell, made from the commands themselves. */
import type { Command, OptionSpec } from '../command.ts'
import { usage } from '../failure.ts'
import { commonOptions } from '../common-options.ts'
import { write } from '../terminal-io.ts'

export const createCompletion = (others: readonly Command[]): Command => ({
  name: 'completion',
  summary: 'Print a completion script',
  arguments: 'bash|zsh',
  count: [1, 1],
  help: `bash: berth completion bash > ~/.local/share/bash-completion/completions/berth
zsh:  berth completion zsh > a folder of $fpath, as _berth`,
  async run({ io, names: [shell] }) {
    if (shell !== 'bash' && shell !== 'zsh') throw usage('completion is for bash or zsh', 'completion')
    // zsh reads bash's description by its own bashcompinit.
    const head = shell === 'zsh' ? '#compdef berth\nautoload -Uz bashcompinit && bashcompinit\n' : ''
    await write(io.stdout, head + script([...others, createCompletion(others)]))
  },
})

const server = ['start', 'serve', 'admin', 'config']

function script(commands: readonly Command[]): string {
  const first = [...new Set([...commands.map(({ name }) => name.split(' ')[0] ?? ''), ...server])]
  const second = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.split(' ')[1] ?? '')
  return `_berth() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} choices=
  [ "$command" = sessions ] && command="sessions \${COMP_WORDS[2]}"
  if [ "$COMP_CWORD" = 1 ]; then choices='${first.join(' ')}'
  elif [ "$COMP_CWORD" = 2 ] && [ "\${COMP_WORDS[1]}" = sessions ]; then choices='${second.join(' ')}'
  else
    case "$command $before" in
${commands.flatMap(valueCases).join('\n')}
    *) case $command in
${commands.map(commandCase).join('\n')}
    esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$choices" -- "$word"))
}
complete -o default -F _berth berth
`
}

function valueCases({ name, options }: Command): string[] {
  const specs = Object.entries<OptionSpec>(options ?? {}).filter(([, { choices }]) => choices)
  return specs.map(([option, { choices }]) => `    '${name} --${option}') choices='${choices?.join(' ')}' ;;`)
}

function commandCase({ name, options, takesSessions, arguments: words }: Command): string {
  const flags = Object.keys({ ...options, ...commonOptions }).map((option) => `--${option}`)
  const fixed = words && /^[a-z|]+$/.test(words) ? words.split('|') : []
  const names = takesSessions
    ? `case $word in -*) ;; *) choices="$choices $(berth sessions ls 2>/dev/null | cut -f1 | tr -cd 'A-Za-z0-9._\\n-')" ;; esac`
    : ':'
  return `    '${name}') choices='${[...fixed, ...flags].join(' ')}'; ${names} ;;`
}
