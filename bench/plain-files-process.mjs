/** The least that carries files over HTTP: GET and PUT of a directory, no questions asked. Prints its address. */
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const folder = process.argv[2] ?? ''
const server = createServer((request, response) => {
  const path = join(folder, basename(request.url ?? ''))
  const work =
    request.method === 'PUT'
      ? pipeline(request, createWriteStream(path)).then(() => response.end())
      : pipeline(
          createReadStream(path),
          response.writeHead(200, {
            'content-length': statSync(path).size,
            'content-type': 'application/octet-stream',
          }),
        )
  work.catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
