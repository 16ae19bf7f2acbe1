/** What the channels of one connection have in common. */
import type { Duplex } from 'node:stream'
import type { Engine } from '../../engines/engine.ts'
import type { Log } from '../../platform/log/log.ts'
import type { SshLine } from './ssh-line.ts'

export interface SshEntrance {
  readonly engine: Engine
  readonly log: Log
  readonly line: SshLine
  /** Aborted when the connection is over. */
  readonly signal: AbortSignal
  /** The session that it leads into; empty where it leads to folders alone. */
  readonly id: string
  readonly sessionName: string
  /** SFTP, to be carried as it is. */
  openFiles(): Promise<Duplex>
  /** Why there is nothing else, where there is not. */
  readonly filesOnly: string | null
  /** Why files may end by themselves. */
  readonly filesLost: string
  /** Why it leads nowhere, to be told on every channel. */
  readonly refusal: string | null
  /** `SSH_CLIENT` and `SSH_CONNECTION`, as programs know them from sshd. */
  readonly connectionEnv: Readonly<Record<string, string>>
  readonly onInput: () => void
  /**
   * Calls back when the connection ends on our side, to be told to whoever looks; it is waited for a moment. Returns how
   * to stop that.
   */
  hear(listener: (text: string) => Promise<unknown>): () => void
  /**
   * Something was ended from outside, or is lost. If that is the end of the session, everybody is told and the connection
   * closed before this resolves.
   */
  unlessSessionEnded(how: { readonly isLost: boolean }): Promise<void>
}
