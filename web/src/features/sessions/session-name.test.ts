import { sessionName } from '@berth/contract/sessions.ts'
import { expect, test } from 'vitest'
import { nameIsRight } from './session-name.ts'

test('the field accepts what the server accepts', () => {
  for (const name of [
    'abcd',
    'abc',
    'a-b.c_1',
    '-abc',
    'abc-',
    'a b c',
    'x'.repeat(64),
    'x'.repeat(65),
    '세션이름',
    '',
  ])
    expect([name, nameIsRight(name)]).toEqual([name, sessionName.safeParse(name).success])
})
