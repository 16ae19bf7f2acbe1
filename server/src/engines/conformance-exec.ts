/** Commands on terminals of their own, and files: the part of an engine that SSH stands on. */
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ConformanceOptions } from './conformance.ts'
import { run, sessionSpec } from './conformance-steps.ts'
import { readAll, reader } from './conformance-streams.ts'
import type { Engine } from './engine.ts'

export interface ExecConformanceOptions extends Pick<ConformanceOptions, 'name' | 'make'> {
  /** Its sessions have files. */
  readonly withFiles: boolean
}

const never = new AbortController().signal

export function execConformance({ name, make, withFiles }: ExecConformanceOptions) {
  describe(`${name} as an engine that runs commands`, () => {
    let engine: Engine

    beforeAll(async () => {
      engine = await make()
    })
    afterEach(async () => {
      for (const { id } of await engine.list()) {
        await engine.stop(id, { graceMs: 0 })
        await engine.remove(id)
        await engine.removeLogs(id)
      }
    })
    afterAll(() => engine[Symbol.asyncDispose]())

    async function started() {
      const spec = sessionSpec()
      await engine.start(spec, never)
      return spec.id
    }

    test('a command on a terminal of its own has the size it is given, and takes another', async () => {
      const id = await started()
      const command = ['sh', '-c', 'stty size; cat; stty size; echo err >&2; exit 4']
      const stream = await engine.exec(id, { command, pty: { cols: 91, rows: 31 } })
      const screen = reader(stream.stdout)
      await screen.until('31 91')
      stream.resize(121, 41)
      stream.stdin.end('\u0004')
      await screen.until('41 121')
      await screen.until('err')
      expect(await stream.exit).toEqual({ code: 4, signal: null })
      expect(await engine.terminals(id)).toEqual([])
    })

    test('a command ends with its stream, on a terminal or not', async () => {
      const id = await started()
      for (const pty of [null, { cols: 80, rows: 24 }]) {
        const stream = await engine.exec(id, { command: ['sh', '-c', 'echo up; sleep 60'], pty })
        await reader(stream.stdout).until('up')
        await stream[Symbol.asyncDispose]()
        expect((await stream.exit).code).not.toBe(0)
      }
    })

    const areFound = async () => {
      const id = await started()
      const files = await engine.openFiles(id)
      const answer = async () => ((await once(files, 'data')) as [Buffer])[0]
      files.write(Buffer.from('000000050100000003', 'hex'))
      expect((await answer())[4]).toBe(2)
      // MKDIR "made", no attributes, as request 7; the answer is a status of 0 for it.
      files.write(Buffer.from(['00000011', '0e', '00000007', '00000004', '6d616465', '00000000'].join(''), 'hex'))
      expect((await answer()).subarray(4, 13).toString('hex')).toBe('650000000700000000')
      const found = await run(engine, id, ['sh', '-c', 'cd; stat -c "%F %U" made'])
      expect(found.stdout).toBe('directory work\n')
      const end = readAll(files)
      files.end()
      expect(await end).toBe('')
    }
    const areRefused = async () => {
      await expect(engine.openFiles(await started())).rejects.toMatchObject({ code: 'unavailable' })
    }
    test(
      'files are written and found by SFTP, as the session’s user, or it is said that there are none',
      withFiles ? areFound : areRefused,
    )
  })
}
