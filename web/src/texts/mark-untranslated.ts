/**
 * Marks what stands in the page in English although another language is chosen: with its language, so that it is
 * pronounced right, and to the eye. It works on the page as drawn, so no text needs an element of its own.
 */
import { isUntranslated } from './untranslated.ts'
import './untranslated.css'

const mark = 'data-untranslated'

const lacks = (element: Element): boolean =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && isUntranslated(node.nodeValue ?? ''))

function lookAt(element: Element): void {
  const isMarked = element.hasAttribute(mark)
  if (lacks(element) === isMarked) return
  if (isMarked) {
    element.removeAttribute(mark)
    element.removeAttribute('lang')
  } else if (!element.hasAttribute('lang')) {
    element.setAttribute('lang', 'en')
    element.setAttribute(mark, '')
  }
}

function lookThrough(element: Element): void {
  lookAt(element)
  for (const inner of element.querySelectorAll('*')) lookAt(inner)
}

export function markUntranslated(): void {
  const { body, documentElement } = document
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const changed = target instanceof Element ? target : target.parentElement
      if (changed !== null) lookAt(changed)
      for (const node of addedNodes) if (node instanceof Element) lookThrough(node)
    }
  }).observe(body, { childList: true, characterData: true, subtree: true })
  // what both languages lack does not change in the page when one follows the other
  new MutationObserver(() => requestAnimationFrame(() => lookThrough(body))).observe(documentElement, {
    attributeFilter: ['lang'],
  })
  lookThrough(body)
}
