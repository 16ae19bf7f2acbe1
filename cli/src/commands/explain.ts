/** `berth explain`: what would come of a request, or why a session waits. */
import type { Comparison, Explanation } from '@berth/contract/sessions.ts'
import { reasonsEn } from '@berth/contract/texts/reasons.en.ts'
import { formatSize } from '../amounts.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../failure.ts'
import { findSession } from '../find-session.ts'
import { startingPoint } from '../start-from.ts'
import { readBody, requestOptions } from './session-start.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'What would come of a request, or why a session waits: every limit, its place in the queue',
  arguments: '[NAME|ID]',
  count: [0, 1],
  takesCommand: true,
  takesSessions: true,
  options: requestOptions,
  help: 'Without a session: give the options of `berth sessions start`. The exit code is 5 when it would be refused.',
  async run({ io, names: [name], options, rest, output, server }) {
    const connected = await server()
    const explanation =
      name === undefined
        ? await connected.client.sessions.explain({
            body: readBody(options, rest, io.env, await startingPoint(options, server)),
          })
        : await connected.client.sessions.explainOne({ params: { id: (await findSession(connected, name)).id } })
    await output.fields(explanation, fieldsOf(explanation))
    return explanation.verdict === 'refused' ? exitCodes.refused : exitCodes.ok
  },
}

function fieldsOf(explanation: Explanation): [string, string][] {
  const { verdict, reason, queue, largest, lifetime, comparisons } = explanation
  const said = { starts: 'It starts now.', waits: 'It waits.', refused: 'It is refused.' }[verdict]
  return [
    ['verdict', [said, reason === null ? '' : reasonsEn.reasons[reason].text].filter(Boolean).join(' ')],
    ...comparisons.filter(({ ok }) => !ok).map((one): [string, string] => ['too much', compared(one)]),
    ...(queue === null ? [] : [['place', String(queue.position)] as [string, string]]),
    ...(queue === null ? [] : [['expected', queue.estimate ?? 'cannot be told'] as [string, string]]),
    ...(lifetime === null ? [] : [['lifetime', `${lifetime} s of running`] as [string, string]]),
    [
      'largest',
      largest === null
        ? 'nothing more until something ends'
        : `${largest.cpu} CPU, ${formatSize(largest.memory)}, ${largest.gpu} GPU, ${largest.gpuShares} fGPU`,
    ],
    ...comparisons.filter(({ ok }) => ok).map((one): [string, string] => ['within', compared(one)]),
  ]
}

function compared({ limit, resource, used, asked, max }: Comparison): string {
  const text = (amount: number) => (resource === 'memory' ? formatSize(amount) : String(amount))
  return `${limit} ${resource}: ${text(asked)} asked, ${text(used)} in use, ${max === null ? 'no limit' : `${text(max)} at most`}`
}
