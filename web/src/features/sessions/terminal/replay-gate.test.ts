import { expect, test } from 'vitest'
import { createReplayGate } from './replay-gate.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Parses when told to, and answers every `?` with `!`, as an emulator answers a query. */
function emulatorOf(answer: (text: string) => void) {
  const queue: { text: string; parsed: () => void }[] = []
  let screen = ''
  return {
    write: (chunk: Uint8Array, parsed: () => void) =>
      void queue.push({ text: new TextDecoder().decode(chunk), parsed }),
    parseAll() {
      for (const { text, parsed } of queue.splice(0)) {
        screen += text
        for (const character of text) if (character === '?') answer('!')
        parsed()
      }
    },
    screen: () => screen,
  }
}

function setUp() {
  const sent: string[] = []
  let live = 0
  const emulator = emulatorOf((text) => {
    if (gate.open) sent.push(text)
  })
  const gate = createReplayGate(emulator, () => (live += 1))
  return { gate, emulator, sent, live: () => live }
}

test('answers to queries in the replay are dropped, those behind it are sent', () => {
  const { gate, emulator, sent, live } = setUp()
  gate.expect(5)
  gate.output(bytes('ab?'))
  gate.output(bytes('c?live?'))
  expect(gate.open).toBe(false)
  emulator.parseAll()
  expect(emulator.screen()).toBe('ab?c?live?')
  expect(sent).toEqual(['!'])
  expect(live()).toBe(1)
})

test('nothing to replay is live at once', () => {
  const { gate, emulator, sent, live } = setUp()
  gate.expect(0)
  expect(live()).toBe(1)
  gate.output(bytes('?'))
  emulator.parseAll()
  expect(sent).toEqual(['!'])
})

test('a connection lost within its replay does not open the gate of the next', () => {
  const { gate, emulator, sent } = setUp()
  gate.expect(2)
  gate.output(bytes('a?'))
  gate.expect(4)
  emulator.parseAll()
  expect(gate.open).toBe(false)
  gate.output(bytes('b??c'))
  emulator.parseAll()
  expect(gate.open).toBe(true)
  expect(sent).toEqual([])
})
