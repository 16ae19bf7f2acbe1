/** What is on the screen: a picture of it for people, and what axe objects to. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { keepScreenshot, standStill } from './screenshots.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** In the middle of a journey. */
export async function look(page: Page, name: string, rules?: readonly string[]): Promise<void> {
  await standStill(page)
  await keepScreenshot(page, name)
  let found = await violations(page, rules)
  if (found.length > 0) {
    // A short message may have come meanwhile, and was judged while it faded in: what is wrong stays so.
    await standStill(page)
    found = await violations(page, rules)
  }
  expect(found, name).toEqual([])
}

/** By all rules, or some. Evaluated by the browser's driver, since the page's own policy lets no foreign script in. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Half a megabyte, that a page which has it already need not read again.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const found = await page.evaluate(
    async (values) => {
      const axe = (
        window as unknown as { axe: { run(where: object, how: object): Promise<{ violations: AxeViolation[] }> } }
      ).axe
      const { violations: all } = await axe.run(
        // What was announced is kept for some seconds, by the name of what may be gone by then.
        { exclude: [['[data-live-announcer]']] },
        // No file is fetched again for it, and of what is right nothing is told.
        {
          preload: false,
          resultTypes: ['violations'],
          ...(values === undefined ? {} : { runOnly: { type: 'rule', values } }),
        },
      )
      // To axe a label further down in a dialog is not there at all, since the dialog is fixed to the window.
      const isScrolledOut = (element: Element | null) => {
        const { top = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {}
        for (let around = element?.parentElement; around; around = around.parentElement) {
          const box = around.getBoundingClientRect()
          const isOutside = top >= Math.min(box.bottom, window.innerHeight) || bottom <= box.top
          if (isOutside && /auto|scroll/.test(getComputedStyle(around).overflowY)) return true
        }
        return false
      }
      const isReal = (id: string, [target = '']: readonly string[]) =>
        id !== 'label-title-only' || !isScrolledOut(document.querySelector(target))
      return all
        .map(({ id, nodes }) => ({ id, nodes: nodes.filter(({ target }) => isReal(id, target)) }))
        .filter(({ nodes }) => nodes.length > 0)
    },
    rules as string[] | undefined,
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

interface AxeViolation {
  readonly id: string
  readonly nodes: { readonly target: string[] }[]
}
