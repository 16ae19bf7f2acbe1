/** The whole site in one process: the default. */
import { runProgram } from './program.ts'
import { startSite } from './site.ts'

await runProgram('serve', startSite)
