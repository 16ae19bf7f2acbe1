/** The sentence below the sliders: starts now, waits and why, or which limits it passes. As the server says it. */
import type { ResourceReport } from '@berth/contract/resources.ts'
import { sessionCreateBody, type Explanation, type SessionCreate } from '@berth/contract/sessions.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../../../api/client.ts'
import { sessionKeys } from '../../../api/session-cache.ts'
import { duration } from '../../../parts/amounts.ts'
import { Status } from '../../../ui/status.tsx'
import { exactTime } from '../../../ui/time-words.ts'
import { eachOnce, violationWords } from './limit-words.ts'
import type { Verdict } from './start-form.ts'
import { sliderWords } from './start-resources.tsx'
import { useRequestWords } from './start-texts.ts'
import type { RequestWords } from './start-texts.ts'
import styles from './start.module.css'

/** A slider passes many values on its way. */
const settleMs = 150

/** The evaluation of a request, while it is one that can be sent; of the last one until the next is there. */
export function useExplanation(body: SessionCreate | undefined): Explanation | undefined {
  const text = body === undefined ? '' : JSON.stringify({ ...body, name: undefined })
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  const request = asked === '' ? undefined : (JSON.parse(asked) as SessionCreate)
  const isSendable = request !== undefined && sessionCreateBody.safeParse(request).success
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...sessionKeys.resources, 'explain', asked],
    queryFn: () => client.sessions.explain({ body: request as SessionCreate }),
    enabled: isSendable,
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    refetchInterval: 15_000,
    retry: false,
  })
  return asked === text && isSendable && !isPlaceholderData ? data : undefined
}

export interface StartVerdictProps {
  /** From the last report. */
  readonly outlook: Verdict
  readonly explanation: Explanation | undefined
  readonly report: ResourceReport
}

export function StartVerdict({ outlook, explanation, report }: StartVerdictProps) {
  const words = useRequestWords()
  const said = explanation === undefined ? ofReport(outlook, words) : ofServer(explanation, outlook, words)
  const lifetime = (explanation === undefined ? report.lifetime?.max : explanation.lifetime) ?? undefined
  const tone = { now: 'ok', waits: 'info', never: 'bad' } as const
  const shape = { now: 'filled', waits: 'ring', never: 'cross' } as const
  return (
    <div role="status">
      <Status tone={tone[said.kind]} shape={shape[said.kind]}>
        <span className={styles.sentence}>
          {said.text}
          {lifetime !== undefined && said.kind !== 'never' && (
            <> {words.start.form.lifetime({ time: duration(words.language, lifetime) })}</>
          )}
        </span>
      </Status>
    </div>
  )
}

interface Said {
  readonly kind: 'now' | 'waits' | 'never'
  readonly text: string
}

function ofReport(outlook: Verdict, words: RequestWords): Said {
  const { t, start, language } = words
  switch (outlook.name) {
    case 'now':
      return { kind: 'now', text: start.form.now }
    case 'at':
      return { kind: 'waits', text: start.form.at({ time: exactTime(outlook.at, language) }) }
    case 'behind':
      return { kind: 'waits', text: start.form.behind }
    case 'never':
      return { kind: 'never', text: start.form.never({ resource: t.amounts[outlook.resource] }) }
    case 'waits':
      return { kind: 'waits', text: start.form.waits({ lacking: lackingWords(outlook, words) }) }
  }
}

const lackingWords = ({ lacking }: Extract<Verdict, { name: 'waits' }>, words: RequestWords) =>
  lacking
    .map(({ resource, asked, free }) =>
      words.start.form.lacking({
        resource: words.t.amounts[resource],
        asked: sliderWords(resource, asked, words),
        free: sliderWords(resource, free, words),
      }),
    )
    .join('; ')

function ofServer(explanation: Explanation, outlook: Verdict, words: RequestWords): Said {
  const { t, start, language } = words
  const { verdict, violations, reason, queue } = explanation
  if (verdict === 'starts') return { kind: 'now', text: start.form.now }
  if (verdict === 'refused') {
    const limits = eachOnce(violations)
      .map((violation) => violationWords(violation, words))
      .join('; ')
    return { kind: 'never', text: start.form.refused({ limits }) }
  }
  const why =
    reason === 'waiting-for-start-time' && outlook.name === 'at'
      ? start.form.at({ time: exactTime(outlook.at, language) })
      : outlook.name === 'waits'
        ? start.form.waits({ lacking: lackingWords(outlook, words) })
        : reason === 'waiting-for-engine'
          ? start.form.noMachine
          : start.form.behind
  const place = queue === null || reason === 'waiting-for-start-time' ? '' : t.queuePlace({ position: queue.position })
  const estimate =
    queue === null || queue.estimate === null || reason === 'waiting-for-start-time'
      ? ''
      : t.queueEstimate({ time: exactTime(queue.estimate, language) })
  return { kind: 'waits', text: [why, place, estimate].filter(Boolean).join(' ') }
}
