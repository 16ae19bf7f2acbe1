/** What a session can run in. Each engine has the machine itself; more come with images and root directories. */
import type { Engine } from '../../engines/engine.ts'

export interface Environment {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly engine: string
}

export type Environments = ReturnType<typeof createEnvironments>

export function createEnvironments({ engine }: { readonly engine: Pick<Engine, 'kind'> }) {
  const known: readonly Environment[] = [
    {
      name: 'this-machine',
      title: 'This machine',
      description:
        'The programs of the machine that the session runs on, in a sandbox with a home directory of its own.',
      engine: engine.kind,
    },
  ]
  return {
    all: () => known,
    find: (name: string): Environment | undefined => known.find((environment) => environment.name === name),
  }
}
