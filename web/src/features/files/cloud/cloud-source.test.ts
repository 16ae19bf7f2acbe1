import { expect, test } from 'vitest'
import type { CloudAccess } from '../../../parts/cloud/cloud-access.ts'
import { cloudSource } from './cloud-source.ts'

const access: CloudAccess = {
  id: '1',
  provider: 's3',
  bucket: 'data',
  key: 'KEY',
  secret: 'secret',
  token: '',
  region: '',
  host: '',
}
const shown = (name: string, fields: Partial<CloudAccess> = {}, scriptsBlocked = async () => 'preference' as const) =>
  cloudSource({
    access: { ...access, ...fields },
    name,
    size: 10,
    at: new Date('2026-11-22T10:00:00Z'),
    scriptsBlocked,
    onFailure: () => undefined,
  })

test('a preview has the name alone, and an address that is signed', () => {
  const source = shown('runs/1/loss curve.png')
  expect(source.name).toBe('loss curve.png')
  expect(source.url).toMatch(
    /^https:\/\/data\.s3\.us-east-1\.amazonaws\.com\/runs\/1\/loss%20curve\.png\?.*X-Amz-Expires=3600/,
  )
  expect(source.frame).toBeUndefined()
})

test('a page is shown in a frame as what its name says, and says who blocks its scripts', async () => {
  const frame = await shown('report.html').frame?.(AbortSignal.timeout(1000))
  expect(new URL(frame?.url ?? '').searchParams.get('response-content-type')).toBe('text/html')
  expect(frame?.scriptsBlocked).toBe('preference')
  expect(shown('report.html', { provider: 'azure', secret: 'sig=x' }).frame).toBeUndefined()
})

test('while it is not known who blocks scripts there is no frame', async () => {
  const unknown = shown('report.html', {}, () => Promise.reject(new Error('no answer')))
  await expect(unknown.frame?.(AbortSignal.timeout(1000))).rejects.toThrow('no answer')
})

test('a picture beside a text is one of the same bucket, or none', () => {
  const beside = (path: string) => shown('runs/1/notes.md').beside?.(path)
  expect(beside('loss.png')).toContain('/runs/1/loss.png?')
  expect(beside('../logo.png')).toContain('/runs/logo.png?')
  expect(beside('/top.png')).toContain('/top.png?')
  for (const path of ['../../../secret.png', 'https://example.org/x.png', '//example.org/x.png', 'javascript:alert(1)'])
    expect(beside(path)).toBeUndefined()
})
