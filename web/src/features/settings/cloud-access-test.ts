/** Whether keys do what they are for: the bucket is listed, no more of it than one name. */
import { listCloud } from '../../parts/cloud/ask-cloud.ts'
import type { CloudAccess } from '../../parts/cloud/cloud-access.ts'

export type TestResult =
  | { readonly kind: 'running' }
  | { readonly kind: 'works' }
  | { readonly kind: 'failed'; readonly failure: unknown }

const patienceMs = 20_000

export async function runTest(access: CloudAccess): Promise<TestResult> {
  try {
    await listCloud(access, { prefix: '', most: 1 }, AbortSignal.timeout(patienceMs))
    return { kind: 'works' }
  } catch (failure) {
    return { kind: 'failed', failure }
  }
}
