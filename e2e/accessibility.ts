/** What is on the screen: a picture of it for people, and what axe objects to. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { keepScreenshot } from './screenshots.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** In the middle of a journey. */
export async function look(page: Page, name: string): Promise<void> {
  await keepScreenshot(page, name)
  expect(await violations(page), name).toEqual([])
}

/** By all rules, or some. Evaluated by the browser's driver, since the page's own policy lets no foreign script in. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axeSource)
  const found = await page.evaluate(
    async (values) => {
      const axe = (window as unknown as { axe: { run(how: object): Promise<{ violations: AxeViolation[] }> } }).axe
      return (await axe.run(values === undefined ? {} : { runOnly: { type: 'rule', values } })).violations
    },
    rules as string[] | undefined,
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

interface AxeViolation {
  readonly id: string
  readonly nodes: { readonly target: string[] }[]
}
