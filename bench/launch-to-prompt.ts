/** What someone waits for: START by the API until the shell's prompt is on the terminal's socket. */
import { addressOf } from '@berth/contract/client.ts'
import { terminals } from '@berth/contract/terminals.ts'
import type { LiveSessions } from './live-sessions.ts'
import type { SignedInSite } from './signed-in-site.ts'

export interface Launch {
  readonly id: string
  /** Milliseconds from the request to start until … */
  readonly accepted: number
  readonly running: number
  readonly terminal: number
  readonly prompt: number
}

export interface Asked {
  readonly cpu: number
  readonly memory: number
}

export async function launchToPrompt(site: SignedInSite, live: LiveSessions, asked: Asked): Promise<Launch> {
  const began = performance.now()
  const since = () => performance.now() - began
  const { id } = await site.client.sessions.create({ body: { type: 'interactive', resources: { ...asked, gpu: 0 } } })
  const accepted = since()
  await live.reached(id, 'RUNNING')
  const running = since()
  const { id: tid } = await site.client.terminals.open({ params: { id }, body: { cols: 80, rows: 24 } })
  const terminal = since()
  await prompt(site, id, tid)
  return { id, accepted, running, terminal, prompt: since() }
}

/** What a shell of an ordinary user or of root says last when it waits for a command. */
const promptEnd = /[$#] $/

async function prompt({ origin, headers }: SignedInSite, id: string, tid: string): Promise<void> {
  const url = origin.replace(/^http/, 'ws') + addressOf(terminals.stream, { params: { id, tid } })
  const socket = new WebSocket(url, { headers })
  socket.binaryType = 'arraybuffer'
  const decoder = new TextDecoder()
  let screen = ''
  try {
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('message', ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return
        screen += decoder.decode(data, { stream: true })
        if (promptEnd.test(withoutControls(screen))) resolve()
      })
      socket.addEventListener('close', ({ code }) =>
        reject(new Error(`the terminal closed with ${code} after ${JSON.stringify(screen)}`)),
      )
    })
  } finally {
    socket.close()
  }
}

const withoutControls = (text: string) =>
  // An operating system command (the window's title), or a sequence of colours and modes.
  text.replaceAll(/\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b\[[0-9;?]*[A-Za-z]/g, '')
