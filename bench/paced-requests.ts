/**
 * Requests at a fixed pace, however long the answers take: what people meet who come at any moment. In a closed loop a
 * server that stalls for a second would slow one request; here it slows all that come meanwhile.
 */
import { Agent, get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

interface Pace {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
  /** In turn. */
  readonly paths: readonly string[]
  readonly everyMs: number
  readonly ms: number
}

/** Milliseconds of each, from its writing to its last byte. */
export async function pacedRequests({ origin, headers, paths, everyMs, ms }: Pace): Promise<number[]> {
  const agent = new Agent({ keepAlive: true })
  const began = performance.now()
  const answers: Promise<number>[] = []
  try {
    for (let number = 0; number * everyMs < ms; number++) {
      const early = began + number * everyMs - performance.now()
      if (early > 0) await delay(early)
      const answer = timeOf(agent, origin + paths[number % paths.length], headers)
      // Told when all are awaited.
      answer.catch(() => {})
      answers.push(answer)
    }
    return await Promise.all(answers)
  } finally {
    agent.destroy()
  }
}

function timeOf(agent: Agent, url: string, headers: Pace['headers']): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} was answered with ${answer.statusCode}`))
      answer.on('error', reject)
      answer.on('end', () => resolve(performance.now() - began))
      answer.resume()
    }).on('error', reject)
  })
}
