import type { KeeperConfig } from './keeper-config.ts'

/**
 * Wraps a command so that it starts as a better victim of the kernel's out-of-memory killer than the keeper, and with
 * the limits per process of sessions without a cgroup.
 */
export function childCommand(config: KeeperConfig, command: readonly string[]): readonly string[] {
  const steps = ['echo 500 >/proc/self/oom_score_adj 2>/dev/null']
  if (config.limits) {
    const { data, processes, cpuSeconds } = config.limits
    steps.push(`ulimit -d ${Math.ceil(data / 1024)}`, `ulimit -p ${processes}`, `ulimit -t ${cpuSeconds}`)
  }
  return ['/bin/sh', '-c', `${steps.join('; ')}; exec "$@"`, 'sh', ...command]
}

export function childEnv(config: KeeperConfig, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    HOME: config.home,
    USER: 'work',
    LOGNAME: 'work',
    SHELL: config.shell[0] ?? '/bin/sh',
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games',
    LANG: 'C.UTF-8',
    ...config.env,
    ...extra,
  }
}
