/** `npm run dev -- --port 8080`: the server, restarted when its sources change, and the console with hot reload. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const options = process.argv.slice(2)
const port = options[options.indexOf('--port') + 1] ?? ''
const origin = options.includes('--port') ? `http://127.0.0.1:${port}` : undefined

const programs = [
  [process.execPath, '--watch', '--watch-preserve-output', join(root, 'server', 'src', 'main', 'serve.ts'), ...options],
  [process.execPath, join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'web'],
]
const env = origin ? { ...process.env, BERTH_URL: origin } : process.env
const children = programs.map(([program = '', ...args]) => spawn(program, args, { cwd: root, stdio: 'inherit', env }))

// One ends, all end; Ctrl-C reaches them by itself.
const stop = () => children.forEach((child) => child.kill('SIGTERM'))
for (const child of children) child.once('exit', stop)
process.on('SIGTERM', stop).on('SIGINT', () => {})
