/** What the channels of one connection have in common. */
import type { Engine } from '../../engines/engine.ts'
import type { Log } from '../../platform/log/log.ts'
import type { SshLine } from './ssh-line.ts'

export interface SshEntrance {
  readonly engine: Engine
  readonly log: Log
  readonly line: SshLine
  /** Aborted when the connection is over. */
  readonly signal: AbortSignal
  /** The session that it leads into. */
  readonly id: string
  readonly sessionName: string
  /** Why it leads nowhere, to be told on every channel. */
  readonly refusal: string | null
  /** `SSH_CLIENT` and `SSH_CONNECTION`, as programs know them from sshd. */
  readonly connectionEnv: Readonly<Record<string, string>>
  readonly onInput: () => void
  /** What is to be told to whoever looks. Returns how to stop that. */
  hear(listener: (text: string) => void): () => void
}
