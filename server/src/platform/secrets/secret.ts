import { inspect } from 'node:util'

const shown = '[secret]'

/**
 * A text that must not be seen. Whatever prints it by accident (a log, JSON, an error, a template) prints `[secret]`;
 * the one way to the text is `reveal()`, which can be searched for.
 */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    return shown
  }

  toJSON(): string {
    return shown
  }

  [inspect.custom](): string {
    return shown
  }
}
