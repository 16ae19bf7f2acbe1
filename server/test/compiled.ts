import { join } from 'node:path'

/**
 * For programs that a test starts: what one of them compiled is kept for the others and for the next run, since reading
 * the sources is most of a start. Node takes nothing from it that was compiled of another text.
 */
export const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/compiled') }
