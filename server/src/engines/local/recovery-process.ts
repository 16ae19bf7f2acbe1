/** A server of sorts for `recovery.test.ts`, to be killed: starts one session and says how far it came. */
import { createLocalEngine } from './local.engine.ts'

const { directory, uidRange, spec } = JSON.parse(process.argv[2] ?? '') as {
  readonly directory: string
  readonly uidRange: { readonly first: number; readonly count: number }
  readonly spec: Parameters<ReturnType<typeof createLocalEngine>['start']>[0]
}
const engine = createLocalEngine({ directory, nodeName: 'test', uidRange })
process.stdout.write('ready\n')
await engine.start(spec, new AbortController().signal, () => void process.stdout.write('bootstrap\n'))
process.stdout.write('started\n')
setInterval(() => {}, 1000)
