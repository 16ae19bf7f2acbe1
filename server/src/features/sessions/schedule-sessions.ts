import { transaction } from '../../platform/database/transaction.ts'
import { chooseDevices, evaluate, plus, type Amounts } from './admission.ts'
import type { Ground } from './reconciler-ground.ts'
import { heldIn, lockGroup, moveSession, noteReason, queueOf, takenDevices, type Queued } from './sessions.store.ts'

/**
 * Goes through the queue of a resource group in its order: what fits gets its resources, the first that does not makes
 * all behind it wait, so that a large one cannot starve. Answers whether any got them.
 */
export function scheduleSessions({ db, nodes, clock }: Ground, resourceGroup: string): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockGroup(tx, resourceGroup)
    const at = clock.now()
    const group = await nodes.capacity(tx, resourceGroup)
    if (!group.everAvailable) return false
    const capacity = { ...group, gpuShareTenths: 0 }
    let held = { ...(await heldIn(tx, resourceGroup, at)), ahead: 0 }
    let any = false
    for (const row of await queueOf(tx, resourceGroup)) {
      const asked = amountsOf(row)
      const verdict = evaluate({ asked, startsAt: row.starts_at }, capacity, held, at)
      if (verdict.kind === 'refused') {
        const detail = verdict.violations.map((v) => `${v.resource}: asked ${v.asked}, there are ${v.max}`).join('; ')
        await moveSession(tx, row.id, 'ERROR', { at, reason: 'never-fits', detail, from: ['PENDING'] })
      } else if (verdict.kind === 'starts') {
        const devices = row.gpus === 0 ? [] : chooseDevices(row.gpus, group.gpus, await takenDevices(tx, resourceGroup))
        const set = { gpu_devices: devices }
        if (!(await moveSession(tx, row.id, 'SCHEDULED', { at, reason: 'resources-reserved', set }))) continue
        held = plus(held, asked)
        any = true
      } else {
        if (row.reason !== verdict.reason) await noteReason(tx, row.id, 'PENDING', { at, reason: verdict.reason })
        if (verdict.reason !== 'waiting-for-start-time') held = { ...held, ahead: held.ahead + 1 }
      }
    }
    return any
  })
}

const amountsOf = (row: Queued): Amounts => ({
  cpuTenths: row.cpu_tenths,
  memory: row.memory,
  gpus: row.gpus,
  gpuShareTenths: row.gpu_share_tenths,
})
