/**
 * What is relayed: sends as many bytes as asked, takes as many as come. With a port of its own in a session, else on a
 * free one that it prints. One file without imports of ours, since a session reads it as text.
 */
import { createServer } from 'node:http'

const piece = Buffer.alloc(256 * 1024, 'berth')
const server = createServer((request, response) => {
  if (request.method === 'PUT') {
    let length = 0
    request.on('data', (bytes) => (length += bytes.length))
    request.on('end', () => response.end(String(length)))
    return
  }
  let left = Number(new URL(request.url, 'http://app').searchParams.get('bytes'))
  response.writeHead(200, { 'content-length': String(left) })
  const more = () => {
    while (left > 0) {
      const bytes = left < piece.length ? piece.subarray(0, left) : piece
      left -= bytes.length
      if (!response.write(bytes) && left > 0) return response.once('drain', more)
    }
    response.end()
  }
  more()
})
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log(server.address().port))
