/** `berth admin …`: rescues a locked-out administrator on the server's machine, whether the server runs or not. */
import { createPasswords } from '../features/accounts/passwords.ts'
import { createRescue } from '../features/accounts/rescue.ts'
import { endAllLogins, forgetAttempts } from '../features/logins/logins.service.ts'
import { ConfigProblem } from '../platform/config/env.ts'
import { createNotifications } from '../platform/database/notifications.ts'
import { createLeases } from '../platform/leases/leases.ts'
import { systemClock } from '../platform/time.ts'
import { openSiteDatabase, readInvocation, runCommand } from './command.ts'

const usage = `berth admin reset-password EMAIL        a new password, printed once
berth admin unlock EMAIL                forget failed attempts to sign in
berth admin allow-ip EMAIL [ADDRESS]    allow one address more, or without one every address
  and the options of the server that say where its data is (--data-dir, --database-url, --config)`

await runCommand(async (args) => {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const { words, config } = readInvocation(args)
  const [verb = '', email, address, ...more] = words
  const known = ['reset-password', 'unlock', 'allow-ip'].includes(verb)
  if (!known || email === undefined || more.length > 0 || (address !== undefined && verb !== 'allow-ip'))
    throw new ConfigProblem([usage])
  await using held = new AsyncDisposableStack()
  const { db, connection } = await openSiteDatabase(config, held)
  const notifications = held.use(await createNotifications({ connection }))
  const leases = held.use(await createLeases({ notifications, recheck: async () => [] }))
  const rescue = createRescue({
    db,
    passwords: createPasswords(),
    leases,
    endLogins: endAllLogins({ leases, clock: systemClock }),
    forgetAttempts,
  })
  const say = (text: string) => process.stdout.write(`${text}\n`)
  if (verb === 'reset-password') say(`The new password of ${email} is: ${await rescue.resetPassword(email)}`)
  else if (verb === 'unlock') {
    await rescue.unlock(email)
    say(`${email} may try to sign in again.`)
  } else {
    const list = await rescue.allowFrom(email, address)
    say(`${email} may sign in from ${list.length === 0 ? 'every address' : list.join(', ')}.`)
  }
  return 0
})
