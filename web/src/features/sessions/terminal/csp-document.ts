/**
 * The emulator writes `<style>` elements and `style` attributes. Under the page's content security policy the first
 * need the page's nonce and the second are refused; the emulator knows of neither, but makes every element through the
 * document it is given. This document gives style elements the nonce, and lets `setAttribute('style', …)` go through
 * the style object, which the policy allows.
 */

export function createCspDocument(real: Document, nonce: string): Document {
  const createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = real.createElement(name, options)
    if (name === 'style') element.setAttribute('nonce', nonce)
    else if (name === 'span') element.setAttribute = setAttribute
    return element
  }
  const methods = new Map<PropertyKey, unknown>([['createElement', createElement]])
  return new Proxy(real, {
    get(target, key) {
      const own = methods.get(key)
      if (own !== undefined) return own
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      const bound: unknown = value.bind(target)
      methods.set(key, bound)
      return bound
    },
    set: (target, key, value) => Reflect.set(target, key, value),
  })
}

/** One function for every cell's span: thousands are made while output scrolls. */
function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value
  else Element.prototype.setAttribute.call(this, name, value)
}
