/** What waits on a connection is bounded, whichever way it goes. */
import { EventEmitter, once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { MiB } from '@berth/contract/sessions.ts'
import type { Connection } from 'ssh2'
import { expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { sshLimits } from './ssh-limits.ts'
import { createSshLine } from './ssh-line.ts'

async function joined(): Promise<{ ours: Socket; theirs: Socket }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const theirs = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [ours] = (await once(server, 'connection')) as [Socket]
  server.close()
  return { ours, theirs }
}

/** When it has stayed the same for a while. */
const atRest = async (look: () => number) => {
  let [last, same] = [-1, 0]
  await eventually(look, (value) => {
    same = value === last ? same + 1 : 0
    last = value
    return same > 40
  })
  return last
}

test('who asks and takes no answers is not read any more, until they take them', async () => {
  const { ours, theirs } = await joined()
  const connection = Object.assign(new EventEmitter(), { _protocol: {} }) as unknown as Connection
  createSshLine(ours, connection, sshLimits)
  // As ssh2 does: whatever comes is answered at once.
  ours.on('data', (bytes: Buffer) => ours.write(bytes))
  theirs.pause()
  const all = 64 * MiB
  theirs.write(Buffer.alloc(all))
  expect(await atRest(() => ours.bytesRead)).toBeLessThan(all / 2)
  expect(ours.writableLength).toBeLessThan(MiB)
  let answered = 0
  theirs.on('data', ({ length }: Buffer) => (answered += length))
  theirs.resume()
  await eventually(
    () => answered,
    (bytes) => bytes === all,
  )
  theirs.destroy()
})
