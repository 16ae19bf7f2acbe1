import { expect, test } from 'vitest'
import { draftOf, groupOfDraft, isMoreThanDraft, mayHoldSecret, valuesOfDraft } from './start-draft.ts'
import { emptyValues } from './start-form.ts'

const first = { ...emptyValues, env: [{ key: 0, name: 'EPOCHS', value: '30' }] }
const typed = {
  ...first,
  name: 'train-1',
  type: 'batch' as const,
  command: 'python train.py',
  cpu: 4,
  env: [...first.env, { key: 4, name: 'API', value: 'hunter2' }, { key: 7, name: 'EMPTY', value: '' }],
}
const reloaded = (values: typeof typed) => {
  const kept = JSON.stringify(draftOf(values, first, 'gpu-nodes'))
  return { kept, values: valuesOfDraft(JSON.parse(kept), first), group: groupOfDraft(JSON.parse(kept)) }
}

test('all that was typed comes again but the values of variables', () => {
  const again = reloaded(typed)
  expect(again.kept).not.toContain('hunter2')
  expect(again.kept).not.toContain('30')
  expect(again.group).toBe('gpu-nodes')
  expect(again.values).toEqual({
    ...typed,
    env: [
      { key: 0, name: 'EPOCHS', value: '30' },
      { key: 1, name: 'API', value: '', isLeftOut: true },
      { key: 2, name: 'EMPTY', value: '' },
    ],
  })
  // a second reload still knows which value is missing
  expect(valuesOfDraft(draftOf(again.values, first, 'default'), first).env).toEqual(again.values.env)
})

test('a command that may hold a secret is not kept, and is known to be lost', () => {
  const secret = { ...typed, command: 'curl -H "Authorization: Basic aGk6aGk=" example.org', env: [] }
  const again = reloaded(secret)
  expect(again.kept).not.toContain('aGk6aGk=')
  expect(again.values.command).toBe('')
  expect(isMoreThanDraft(secret, first)).toBe(true)
  expect(isMoreThanDraft({ ...typed, env: first.env }, first)).toBe(false)
  expect(isMoreThanDraft(typed, first)).toBe(true)
})

test('commands that may hold a secret', () => {
  const held = [
    'HF_TOKEN=abc python a.py',
    'export PGPASSWORD=x',
    'run --api-key: x',
    'WANDB_API_KEY=x python a.py',
    'git clone https://me:word@example.org/a.git',
    'echo ghp_0123456789abcdef0123 | login',
  ]
  expect(held.filter((command) => !mayHoldSecret(command))).toEqual([])
  const plain = ['python train.py --tokenizer gpt2 --keyword=a', 'cd $(pwd) && make', 'git clone https://example.org/a']
  expect(plain.filter(mayHoldSecret)).toEqual([])
})

test('without a draft the form is as it begins', () => {
  expect(valuesOfDraft({}, first)).toEqual(first)
})
