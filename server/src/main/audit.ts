/** `berth audit verify`: reads the whole audit log and says whether any row was changed, taken out or put in. */
import { verifyAuditLog } from '../features/audit/audit.service.ts'
import { ConfigProblem } from '../platform/config/env.ts'
import { openSiteDatabase, readInvocation, runCommand } from './command.ts'

await runCommand(async (args) => {
  const { words, config } = readInvocation(args)
  if (words.join(' ') !== 'verify') throw new ConfigProblem(['berth audit verify [options of the server]'])
  await using held = new AsyncDisposableStack()
  const { db } = await openSiteDatabase(config, held)
  const { rows, fault } = await verifyAuditLog(db)
  if (fault === null) process.stdout.write(`The audit log is whole: ${rows} rows.\n`)
  else process.stdout.write(`The audit log was tampered with: ${fault}. The ${rows} rows before that are whole.\n`)
  return fault === null ? 0 : 1
})
