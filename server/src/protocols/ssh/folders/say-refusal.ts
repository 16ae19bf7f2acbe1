/** Why a request is not done, as SFTP says it. */
import type { ProblemCode } from '@berth/contract/problems.ts'
import { problemTexts } from '@berth/contract/texts/problems.ts'
import { FileRefusal } from '../../../platform/files/file-refusal.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { LeaseEnded } from '../../../platform/leases/leases.ts'
import { Refused, status, type StatusCode } from '../../../platform/sftp/sftp-wire.ts'
import { sshWords } from '../ssh-words.ts'

const statuses: { readonly [Code in ProblemCode]?: StatusCode } = {
  'not-found': status.noSuchFile,
  'no-such-file': status.noSuchFile,
  'folder-read-only': status.permissionDenied,
  'path-refused': status.permissionDenied,
}

/** Null: that is a bug. */
export function refused(error: unknown): Refused | null {
  if (error instanceof Refused) return error
  if (error instanceof LeaseEnded) return new Refused(status.permissionDenied, sshWords.folderEnded)
  if (error instanceof FileRefusal) return new Refused(status.failure, sshWords.badPath)
  return error instanceof Problem ? said(error) : null
}

function said({ code, params }: Problem): Refused {
  const { title, detail } = problemTexts('en', code, params)
  return new Refused(statuses[code] ?? status.failure, detail === '' ? title : detail)
}

export const atTop = () => new Refused(status.permissionDenied, sshWords.topOfFolders)
