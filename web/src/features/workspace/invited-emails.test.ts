import { expect, test } from 'vitest'
import { splitEmails, uniqueEmails } from './invited-emails.ts'

test.each([
  ['ada@example.org', ['ada@example.org']],
  [' ada@example.org,grace@example.org; alan@example.org\nbob@example.org ', ['ada', 'grace', 'alan', 'bob']],
  ['Ada Lovelace <ada@example.org>, "Hopper, Grace" <grace@example.org>', ['ada', 'grace']],
  ['<ada@example.org>\r\nGrace Hopper\t<grace@example.org>\r\n', ['ada', 'grace']],
  ['Ada Lovelace', ['Ada', 'Lovelace']],
  [' ,; ', []],
])('%j is taken apart', (text, emails) => {
  expect(splitEmails(text).map((email) => email.replace('@example.org', ''))).toEqual(
    emails.map((email) => email.replace('@example.org', '')),
  )
})

test('an email written in two ways is one, as it was written first', () => {
  expect(uniqueEmails(['Ada@example.org', 'b@example.org', 'ada@example.org'])).toEqual([
    'Ada@example.org',
    'b@example.org',
  ])
})
