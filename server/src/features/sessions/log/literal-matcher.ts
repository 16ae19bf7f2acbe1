/**
 * Finds many texts at once in bytes that come piece by piece, in one pass whatever the texts and the bytes look like
 * (Aho and Corasick 1975; Knuth, Morris and Pratt 1977 for what a text has beyond its beginning, so that the tree of
 * beginnings stays small).
 */
import { createNeedles, type Needles } from './needles.ts'

export interface LiteralMatcher {
  /**
   * Goes on through the bytes from `from`, and marks with 2 those that belong to a text, or to the long beginning of
   * one. `bytes` begins with what was open before. Answers how many of the last bytes may be the beginning of a text.
   */
  scan(bytes: Buffer, from: number, marks: Uint8Array): number
}

export interface Literals {
  readonly start: () => LiteralMatcher
  /** Bytes of the longest; 0: there are none. */
  readonly longest: number
}

/** So many bytes of a text are in the tree. */
const treeDepth = 256
/** And so many are looked for to find where to begin. */
const needleBytes = 16

interface Node {
  readonly depth: number
  /** Most have one way on. */
  byte: number
  only: Node | null
  more: Map<number, Node> | null
  fail: Node | null
  /** The longest text that ends here. */
  ends: number
  /** Those that begin with what is here and are longer than the tree. */
  longer: readonly LongText[]
}

interface LongText {
  readonly bytes: Buffer
  /** Of each beginning: how long its longest end is that is a beginning too. */
  readonly falls: Int32Array
}

export function createLiterals(texts: readonly Buffer[]): Literals {
  const root = newNode(0)
  for (const text of texts) {
    let node = root
    for (const byte of text.subarray(0, treeDepth)) node = wayOn(node, byte) ?? grow(node, byte)
    node.ends = node.depth
    if (text.length > treeDepth) node.longer = [...node.longer, { bytes: text, falls: fallsOf(text) }]
  }
  link(root)
  return {
    longest: Math.max(0, ...texts.map(({ length }) => length)),
    start: () => createMatcher(root, createNeedles(texts.map((text) => text.subarray(0, needleBytes)))),
  }
}

function newNode(depth: number): Node {
  return { depth, byte: -1, only: null, more: null, fail: null, ends: 0, longer: [] }
}

function wayOn(node: Node, byte: number): Node | undefined {
  if (node.byte === byte) return node.only ?? undefined
  return node.more?.get(byte)
}

function grow(node: Node, byte: number): Node {
  const child = newNode(node.depth + 1)
  if (node.only === null) Object.assign(node, { byte, only: child })
  else (node.more ??= new Map()).set(byte, child)
  return child
}

/** Breadth first: what a node falls back to is less deep, so it is known before it. */
function link(root: Node) {
  const queue: Node[] = [root]
  for (const node of queue) {
    const children: [number, Node][] = [...(node.more ?? [])]
    if (node.only) children.push([node.byte, node.only])
    for (const [byte, child] of children) {
      const fail = node === root ? root : step(node.fail ?? root, byte, root)
      child.fail = fail
      child.ends = Math.max(child.ends, fail.ends)
      if (fail.longer.length > 0) child.longer = [...child.longer, ...fail.longer]
      queue.push(child)
    }
  }
}

function step(from: Node, byte: number, root: Node): Node {
  for (let node: Node | null = from; node; node = node.fail) {
    const next = wayOn(node, byte)
    if (next) return next
  }
  return root
}

function fallsOf(bytes: Buffer): Int32Array {
  const falls = new Int32Array(bytes.length)
  for (let at = 1, length = 0; at < bytes.length; at++) {
    length = extend(bytes, falls, length, bytes[at] as number)
    falls[at] = length
  }
  return falls
}

/** The longest beginning that the bytes end with after one more. */
function extend(bytes: Buffer, falls: Int32Array, length: number, byte: number): number {
  while (length > 0 && (length === bytes.length || bytes[length] !== byte)) length = falls[length - 1] as number
  return bytes[length] === byte ? length + 1 : length
}

function createMatcher(root: Node, needles: Needles | null): LiteralMatcher {
  let node = root
  /** Long texts whose beginning has come, and how much of each. */
  const going = new Map<LongText, number>()
  /** How many of the last bytes belong to a text. */
  const push = (byte: number): number => {
    node = step(node, byte, root)
    let covered = node.ends
    for (const [text, come] of going) {
      const length = extend(text.bytes, text.falls, come, byte)
      if (length < treeDepth) {
        going.delete(text)
        continue
      }
      going.set(text, length)
      // what it has before this was marked when it came
      covered = treeDepth
    }
    for (const text of node.longer) if (!going.has(text)) going.set(text, treeDepth)
    return covered
  }

  return {
    scan(bytes, from, marks) {
      for (let at = from; at < bytes.length; at++) {
        if (needles && node === root && going.size === 0) {
          const to = Math.min(needles(bytes, at), bytes.length - needleBytes)
          if (to > at) at = to
        }
        const covered = push(bytes[at] as number)
        if (covered > 0) marks.fill(2, Math.max(0, at + 1 - covered), at + 1)
      }
      return node.depth
    },
  }
}
