import { expect, test } from 'vitest'
import { createRedactor, hidingOf, namesMatcher, redactText, type Hiding } from './redaction.ts'

const names = ['AWS_SECRET_ACCESS_KEY', 'AZURE_STORAGE_KEY', '*_TOKEN']
const byName = hidingOf(names, {}) as Hiding

test.each([
  ['-e AWS_SECRET_ACCESS_KEY=abc -e FOO=bar image', '-e AWS_SECRET_ACCESS_KEY=******** -e FOO=bar image'],
  ['--env AWS_SECRET_ACCESS_KEY=abc x', '--env AWS_SECRET_ACCESS_KEY=******** x'],
  ['--env=AWS_SECRET_ACCESS_KEY=abc x', '--env=AWS_SECRET_ACCESS_KEY=******** x'],
  ['-eAWS_SECRET_ACCESS_KEY=abc x', '-eAWS_SECRET_ACCESS_KEY=******** x'],
  ['-e AWS_SECRET_ACCESS_KEY="a b c" x', '-e AWS_SECRET_ACCESS_KEY="********" x'],
  ["-e AWS_SECRET_ACCESS_KEY='a b c' x", "-e AWS_SECRET_ACCESS_KEY='********' x"],
  ['-e "AWS_SECRET_ACCESS_KEY=a b c" x', '-e "AWS_SECRET_ACCESS_KEY=********" x'],
  ["--env='AWS_SECRET_ACCESS_KEY=a b' x", "--env='AWS_SECRET_ACCESS_KEY=********' x"],
  ['export AWS_SECRET_ACCESS_KEY=abc && run', 'export AWS_SECRET_ACCESS_KEY=******** && run'],
  ['declare -x AWS_SECRET_ACCESS_KEY="a \\" b" x', 'declare -x AWS_SECRET_ACCESS_KEY="********" x'],
  ['AZURE_STORAGE_KEY: two words\nnext', 'AZURE_STORAGE_KEY: ********\nnext'],
  ['{"AZURE_STORAGE_KEY": "abc", "A": 1}', '{"AZURE_STORAGE_KEY": "********", "A": 1}'],
  ["{'AZURE_STORAGE_KEY': 12, 'A': 1}", "{'AZURE_STORAGE_KEY': ********, 'A': 1}"],
  ['{\\"AZURE_STORAGE_KEY\\":\\"abc\\",\\"A\\":1}', '{\\"AZURE_STORAGE_KEY\\":\\"********",\\"A\\":1}'],
  ['["-e","AZURE_STORAGE_KEY=a b","x"]', '["-e","AZURE_STORAGE_KEY=********","x"]'],
  ['AZURE_STORAGE_KEY = abc x', 'AZURE_STORAGE_KEY = ******** x'],
  ['AZURE_STORAGE_KEY=a"b c"d x', 'AZURE_STORAGE_KEY=******** x'],
  [`AZURE_STORAGE_KEY='it'"'"'s' x`, `AZURE_STORAGE_KEY='********'"********"'********' x`],
  [
    '\u001b[32mAZURE_STORAGE_KEY\u001b[0m=\u001b[1mabc\u001b[0m x',
    '\u001b[32mAZURE_STORAGE_KEY\u001b[0m=\u001b[1m********\u001b[0m x',
  ],
  ['HF_TOKEN=abc', 'HF_TOKEN=********'],
  ['export HF_TOKEN=a;b; run', 'export HF_TOKEN=********; run'],
  ['f(HF_TOKEN=abc, x)', 'f(HF_TOKEN=********, x)'],
  ['(HF_TOKEN=abc)', '(HF_TOKEN=********)'],
  ['AZURE_STORAGE_KEY="one\ntwo" x', 'AZURE_STORAGE_KEY="********" x'],
  ['값 AZURE_STORAGE_KEY=비밀 다음', '값 AZURE_STORAGE_KEY=******** 다음'],
])('a value given to a hidden name is hidden: %s', (text, shown) => {
  expect(redactText(byName, text)).toBe(shown)
})

test.each([
  'MY_AWS_SECRET_ACCESS_KEY=abc',
  'AWS_SECRET_ACCESS_KEYS=abc',
  'aws_secret_access_key=abc',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SECRET_ACCESS_KEY is set',
  'AWS_SECRET_ACCESS_KEY=\nnext',
  'AWS_SECRET_ACCESS_KEY= next',
  '-e "AWS_SECRET_ACCESS_KEY=" x',
  'TOKEN=abc',
  '',
])('what is not given to one stays as it is: %s', (text) => {
  expect(redactText(byName, text)).toBe(text)
})

test('names match as a whole, and by stars', () => {
  const is = namesMatcher(['A', 'B_*', '*_C', 'D*E*F'])
  expect(['A', 'B_', 'B_x', 'x_C', '_C', 'DEF', 'DxEyF'].filter((name) => !is(name))).toEqual([])
  expect(['AA', 'a', 'B', 'xB_', 'C', 'DF', 'DEFx', 'DFE'].filter(is)).toEqual([])
  expect(namesMatcher(['*'])('anything')).toBe(true)
})

test('the values of the session are hidden wherever they occur', () => {
  const hiding = hidingOf(names, { AWS_SECRET_ACCESS_KEY: 'hunter2', HF_TOKEN: 'hun', MORE: 'shown', EMPTY_TOKEN: ' ' })
  expect(redactText(hiding, 'is hunter2 or hunter3, and shown')).toBe('is ******** or ********ter3, and shown')
  expect(redactText(hiding, 'hunhunter2hunter2')).toBe('********')
})

test('a value of several lines is hidden as it is, and as JSON writes it', () => {
  const key = '-----BEGIN "KEY"-----\nabcdef\n-----END-----\n'
  const hiding = hidingOf(names, { DEPLOY_TOKEN: key })
  expect(redactText(hiding, `<${key}>`)).toBe('<********>')
  expect(redactText(hiding, JSON.stringify({ key }))).toBe('{"key":"********"}')
  expect(redactText(hiding, `<${key.replaceAll('\n', '\r\n')}>`)).toBe('<********>')
  expect(redactText(hiding, `<${key.trim()}>`)).toBe('<********>')
})

test('a value with a blank too many, as files and forms give it, is hidden without it too', () => {
  const hiding = hidingOf(names, { A_TOKEN: 'hunter2\n', B_TOKEN: ' swordfish' })
  expect(redactText(hiding, 'x=hunter2, y=swordfish.')).toBe('x=********, y=********.')
})

test('what a pattern would take for its own, and what is in another, is plain text', () => {
  const hiding = hidingOf(names, { A_TOKEN: 'a.*(b|c)+$', B_TOKEN: 'abcabd', C_TOKEN: 'bcab', D_TOKEN: '7' })
  expect(redactText(hiding, 'axxb a.*(b|c)+$ abcabd abcab xbcabd')).toBe('axxb ******** ******** a******** x********d')
  expect(redactText(hiding, 'exit 7')).toBe('exit ********')
})

test('of a long value nothing is shown from where it is recognised, however it goes on', () => {
  const value = `${'a'.repeat(300)}${'b'.repeat(300)}c`
  const hiding = hidingOf(names, { X_TOKEN: value })
  expect(redactText(hiding, `(${value})`)).toBe('(********)')
  expect(redactText(hiding, `(${'a'.repeat(700)}${value})`)).toBe('(********)')
  expect(redactText(hiding, `(${value.slice(60)})`)).toBe(`(${value.slice(60)})`)
})

test('of what is cut at its beginning nothing is shown that may be the end of a value', () => {
  const hiding = hidingOf(names, { A_TOKEN: 'correct-horse\nbattery' })
  expect(redactText(hiding, 'ct-horse\nbattery and more\nit failed', true)).toBe('more\nit failed')
  expect(redactText(hiding, 'words of a line\nit failed with a code', true)).toMatch(/^\w* with a code$/)
  expect(redactText(byName, 'TOKEN=abc d\nit failed', true)).toBe('it failed')
  expect(redactText(null, 'as it is', true)).toBe('as it is')
})

test('a quote that is never closed hides no more than a part', () => {
  const rest = 'line of output\n'.repeat(2000)
  expect(redactText(byName, `HF_TOKEN="abc\n${rest}`).endsWith(rest.slice(-10_000))).toBe(true)
})

test('nothing is hidden where nothing is to be', () => {
  expect(hidingOf(null, { HF_TOKEN: 'x' })).toBeNull()
  expect(hidingOf([], { HF_TOKEN: 'x' })).toBeNull()
  expect(redactText(null, 'HF_TOKEN=x')).toBe('HF_TOKEN=x')
})

/** The same numbers each time. */
function dice(seed: number) {
  let state = seed
  return (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

test('however the output is cut into pieces, the same is shown, and of the values never anything', () => {
  const parts = [
    'HF_TOKEN',
    'FOO',
    '=',
    ': ',
    '"',
    "'",
    '\\',
    ' ',
    '\n',
    '-e ',
    'ab',
    'abc',
    'bca',
    'x',
    '\u001b[1m',
    'é',
  ]
  for (let seed = 1; seed <= 400; seed++) {
    const roll = dice(seed)
    const pick = (count: number) => Array.from({ length: count }, () => parts[roll(parts.length)]).join('')
    const valueOf = () => (roll(4) === 0 ? pick(1 + roll(3)).repeat(100) + pick(1) : pick(1 + roll(4)))
    const values = Array.from({ length: 1 + roll(3) }, (_, index) => [`V${index}_TOKEN`, valueOf()] as const)
    const hiding = hidingOf(names, Object.fromEntries(values)) as Hiding
    const text = Buffer.from(
      Array.from({ length: 12 }, () => (roll(2) ? pick(roll(8)) : values[roll(values.length)]?.[1])).join(''),
    )
    const whole = redactText(hiding, text.toString())
    const redactor = createRedactor(hiding)
    const shown: Buffer[] = []
    for (let at = 0; at < text.length;) {
      const next = at + 1 + roll(5)
      shown.push(redactor.push(text.subarray(at, next)))
      expect(redactor.settled()).toBeLessThanOrEqual(Math.min(next, text.length))
      at = next
    }
    shown.push(redactor.end())
    expect(redactor.settled()).toBe(text.length)
    expect(Buffer.concat(shown).toString()).toBe(whole)
    for (const [, value] of values)
      if (value.trim() !== '') expect(whole.split('********').join('\0')).not.toContain(value)
  }
})
