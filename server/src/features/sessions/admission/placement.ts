/** Machines and what is free on them: where a session fits, and which devices it gets. Pure. */
import { covers, minus, nothing, plus, type Amounts } from './amounts.ts'

/** A machine as its engine reports it. */
export interface Machine {
  readonly name: string
  readonly total: Amounts
  readonly available: boolean
  /** How many GPUs; whole ones and fractions are two ways to give the same out. */
  readonly devices: number
}

/** What a session has of a machine: the devices in the order in which they were given, a part of one last. */
export interface Holding extends Amounts {
  readonly node: string | null
  readonly devices: readonly number[]
}

export interface Node extends Machine {
  free: Amounts
  /** Tenths of each device that are taken. */
  readonly taken: number[]
}

const whole = 10

/** What is left on each machine. What is held on one that is not known any more counts where most is left. */
function nodesOf(machines: readonly Machine[], holdings: readonly Holding[]): Node[] {
  const nodes = machines.map((machine) => ({
    ...machine,
    free: machine.total,
    taken: Array.from({ length: machine.devices }, () => 0),
  }))
  const byName = new Map(nodes.map((node) => [node.name, node]))
  for (const holding of holdings) {
    const node = byName.get(holding.node ?? '') ?? nodes.toSorted((a, b) => b.free.cpuTenths - a.free.cpuTenths)[0]
    if (node) take(node, holding, holding.devices)
  }
  return nodes
}

/** Reserves: what is free becomes less. */
export function take(node: Node, amounts: Amounts, devices: readonly number[]): void {
  node.free = minus(node.free, amounts)
  const parts = partsOf(amounts)
  for (const [index, device] of devices.entries())
    if (device < node.taken.length) node.taken[device] = (node.taken[device] ?? 0) + (parts[index] ?? whole)
}

/** Tenths of each device that is asked for. */
function partsOf({ gpus, gpuShareTenths }: Amounts): number[] {
  const parts = Array.from({ length: gpus + Math.floor(gpuShareTenths / whole) }, () => whole)
  const rest = gpuShareTenths % whole
  return rest > 0 ? [...parts, rest] : parts
}

/** The devices it would get, none where it asks for none; null where it does not fit now. */
export function devicesFor(node: Node, asked: Amounts): number[] | null {
  if (!node.available || !covers(node.free, asked)) return null
  if (asked.gpus === 0 && asked.gpuShareTenths === 0) return []
  const chosen: number[] = []
  for (const part of partsOf(asked)) {
    // A part goes where least is left that is enough, so that whole devices stay whole.
    let best = -1
    for (let device = 0; device < node.taken.length; device++) {
      const taken = node.taken[device] ?? 0
      if (chosen.includes(device) || taken + part > whole) continue
      if (best < 0 || taken > (node.taken[best] ?? 0)) best = device
    }
    if (best < 0) return null
    chosen.push(best)
  }
  return chosen
}

export interface Place {
  readonly node: Node
  readonly devices: readonly number[]
}

/** Where it fits most tightly, so that room for large ones stays. */
export function findPlace(
  nodes: readonly Node[],
  asked: Amounts,
  mayUse: (node: Node) => boolean = () => true,
): Place | null {
  let best: Node | undefined
  let least = Infinity
  for (const node of nodes) {
    if (!node.available || !covers(node.free, asked)) continue
    const left = leftShare(node, asked)
    if (left >= least || !mayUse(node) || devicesFor(node, asked) === null) continue
    best = node
    least = left
  }
  const devices = best && devicesFor(best, asked)
  return best && devices ? { node: best, devices } : null
}

/** How much of a machine stays free; one with GPUs is kept for those who ask for them. */
function leftShare({ free, total, devices }: Node, asked: Amounts): number {
  const part = (left: number, all: number) => (all > 0 ? left / all : 0)
  const spared = devices > 0 && asked.gpus === 0 && asked.gpuShareTenths === 0 ? 2 : 0
  return (
    part(free.cpuTenths - asked.cpuTenths, total.cpuTenths) + part(free.memory - asked.memory, total.memory) + spared
  )
}

/** The machines of a resource group, with what every question about them needs. */
export interface Hardware {
  readonly nodes: readonly Node[]
  /** Each size of machine once. */
  readonly shapes: readonly Amounts[]
  readonly total: Amounts
  /** Of one session, at most. */
  readonly containers: number
}

export const hardwareOf = (
  machines: readonly Machine[],
  holdings: readonly Holding[],
  containers: number,
): Hardware => ({
  nodes: nodesOf(machines, holdings),
  shapes: shapesOf(machines),
  total: machines.reduce((sum, { total }) => plus(sum, total), nothing),
  containers,
})

/** What is taken on all machines together. */
export const heldOn = ({ nodes }: Hardware): Amounts =>
  nodes.reduce((sum, node) => plus(sum, minus(node.total, node.free)), nothing)

/** Each size of machine once: there may be a thousand of one. */
function shapesOf(machines: readonly Machine[]): Amounts[] {
  const shapes = new Map(machines.map(({ total }) => [Object.values(total).join(' '), total]))
  return [...shapes.values()]
}
