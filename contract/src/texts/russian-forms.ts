/** Forms of a Russian noun for a number: 1 ядро, 2 ядра, 5 ядер. A fraction takes the second: 2,5 ядра. */
import { plural } from './language.ts'

export const russianForm = (count: number, one: string, few: string, many: string) =>
  plural('ru', count, { one, few, many, other: few })
