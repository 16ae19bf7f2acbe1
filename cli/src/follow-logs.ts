/** The output of a session, from where it is to where it ends, across lost connections. */
import { NoAnswer } from '@berth/contract/client.ts'
import { createPieceReader } from '@berth/contract/log-pieces.ts'
import { sessions } from '@berth/contract/sessions.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { createOutputCleaner } from './clean.ts'
import type { Server } from './server.ts'
import type { Io } from './terminal-io.ts'
import { write } from './terminal-io.ts'
import { isFinished } from './wait-for-session.ts'

const attempts = 10

/** At a terminal only text and colours come through; in a pipe every byte as it was written. */
export async function followLogs(
  server: Server,
  io: Io,
  id: string,
  { follow, source = 'main' }: { follow: boolean; source?: 'main' | 'bootstrap' },
): Promise<void> {
  const cleaner = io.stdout.isTTY ? createOutputCleaner() : undefined
  let position = 0
  let failed = 0
  for (;;) {
    try {
      const query = { follow: follow ? '1' : '0', from: position, source, places: '1' }
      const response = await server.stream(sessions.logs, { params: { id }, query })
      position = Number(response.headers.get('log-offset') ?? position)
      // A piece that was cut off comes again as a whole.
      const pieces: { readonly bytes: Uint8Array; readonly next: number }[] = []
      const take = createPieceReader((bytes, next) => void pieces.push({ bytes, next }))
      for await (const chunk of response.body ?? []) {
        failed = 0
        take(chunk)
        for (const { bytes, next } of pieces.splice(0)) {
          position = next
          if (bytes.length === 0) {
            await write(io.stderr, 'berth: some output was written faster than it could be read, and is missing here\n')
            continue
          }
          await write(io.stdout, cleaner ? cleaner.push(bytes) : bytes)
        }
      }
      // A server that is stopped ends its streams too; only the session's end ends the log.
      if (!follow || source === 'bootstrap' || isFinished(await server.client.sessions.show({ params: { id } }))) break
    } catch (error) {
      const lost = error instanceof NoAnswer || (error instanceof TypeError && error.message === 'terminated')
      if (!follow || !lost || ++failed > attempts)
        throw lost && !(error instanceof NoAnswer) ? new NoAnswer('The connection was lost.', undefined, error) : error
    }
    await pause(Math.min(100 * 2 ** failed, 5000))
  }
  if (cleaner) await write(io.stdout, cleaner.end())
}
