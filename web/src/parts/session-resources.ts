/** What a session has, in words: `4 cores · 16 GiB · 1 GPU`. */
import type { Session } from '@berth/contract/sessions.ts'
import { bytes, number } from './amounts.ts'
import type { SessionWords } from './session-texts.ts'

export function resourceWords({ resources }: Pick<Session, 'resources'>, { language, t }: SessionWords): string[] {
  const { cpu, memory, gpu, gpuShares } = resources
  const parts = [t.amounts.cores({ count: cpu, text: number(language, cpu) }), bytes(language, memory)]
  if (gpu > 0) parts.push(t.amounts.gpus({ count: gpu, text: number(language, gpu) }))
  if (gpuShares > 0) parts.push(t.amounts.gpus({ count: gpuShares, text: number(language, gpuShares) }))
  return parts
}
