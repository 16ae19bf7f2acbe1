import { expect, test } from 'vitest'
import { guideAddress } from './guide-places.ts'

test('help is about the page that is open, in its language or else in English', () => {
  expect(guideAddress('/sessions', 'en')).toBe('/guide/en/sessions')
  expect(guideAddress('/sessions/0190-abc/terminal', 'ko')).toBe('/guide/ko/terminal')
  expect(guideAddress('/sessions/0190-abc/metrics', 'fr')).toBe('/guide/en/use#metrics')
  expect(guideAddress('/sessions/0190-abc', 'ko')).toBe('/guide/ko/sessions')
  expect(guideAddress('/admin/settings', 'en')).toBe('/guide/en/site-settings')
  expect(guideAddress('/', 'ko')).toBe('/guide/ko/start-page')
  expect(guideAddress('/nowhere', 'ko')).toBe('/guide/ko/welcome')
})
