/** Parts of statements that add up sessions, whoever asks. */
import { heldStatuses } from '@berth/contract/session-states.ts'
import { sql } from 'kysely'

/** It holds resources. */
export const held = sql<boolean>`status IN (${sql.join(heldStatuses.map((status) => sql.lit(status)))})`

/** `Amounts` of all their containers together. */
export const amountSums = sql`
  sum(cpu_tenths::bigint * containers)::integer AS "cpuTenths", sum(memory * containers)::bigint AS memory,
  sum(gpus::bigint * containers)::integer AS gpus,
  sum(gpu_share_tenths::bigint * containers)::integer AS "gpuShareTenths"`
