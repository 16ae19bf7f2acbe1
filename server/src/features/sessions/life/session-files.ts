/** What a session's owner finds in it: keys, config scripts, and the script that is run first (4.4). */
import type { SessionFile, SessionSpec } from '../../../engines/engine.ts'
import type { Settings } from '../../settings/settings.service.ts'
import type { SshKeys } from '../../ssh-keys/ssh-keys.service.ts'
import type { UserScripts } from '../../user-scripts/user-scripts.service.ts'

export interface SessionFilesDeps {
  readonly scripts: Pick<UserScripts, 'forSession'>
  readonly sshKeys: Pick<SshKeys, 'keysFor'>
  readonly settings: Pick<Settings, 'read'>
}

export type SessionFiles = ReturnType<typeof createSessionFiles>

/** For a start without anything of its owner's. */
export const noFiles: SessionFiles = async () => ({ files: [], bootstrap: null })

/** Keys are no scripts: they are there in any case. */
export const createSessionFiles =
  ({ scripts, sshKeys, settings }: SessionFilesDeps) =>
  async (owner: string, withoutScripts: boolean): Promise<Pick<SessionSpec, 'files' | 'bootstrap'>> => {
    const [wanted, { publicKeys, privateKeys }] = await Promise.all([
      withoutScripts ? { files: [], bootstrap: null } : scripts.forSession(owner),
      sshKeys.keysFor(owner),
    ])
    const files: SessionFile[] = wanted.files.map((file) => ({ ...file, mode: 0o644 }))
    if (publicKeys.length > 0) {
      const content = publicKeys.map((line) => `${line}\n`).join('')
      files.push({ path: '.ssh/authorized_keys', mode: 0o600, content })
    }
    for (const { file, privateKey, publicKey } of privateKeys) {
      files.push({ path: `.ssh/${file}`, mode: 0o600, content: privateKey.reveal() })
      files.push({ path: `.ssh/${file}.pub`, mode: 0o644, content: `${publicKey}\n` })
    }
    if (wanted.bootstrap === null) return { files, bootstrap: null }
    const { bootstrapTimeLimit: timeLimitSeconds } = await settings.read()
    return { files, bootstrap: { script: wanted.bootstrap, timeLimitSeconds } }
  }
