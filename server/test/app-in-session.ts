/** A program for sessions to run as an app: it says what it was asked, misbehaves when asked to, and echoes messages. */
const program = String.raw`
const { createServer } = require('node:http')
const { createHash } = require('node:crypto')
let kernel = 'idle'
let connections = 0
let taken = 0
/** As much as is taken. */
const pour = (stream) => {
  const more = () => {
    do { taken += 65536 } while (stream.write(Buffer.concat([Buffer.from([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]), Buffer.alloc(65536)])))
  }
  stream.on('drain', more)
  stream.on('error', () => {})
  more()
}
const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://app')
  if (url.pathname === '/kernel') kernel = url.searchParams.get('state')
  if (url.pathname === '/api/kernels') return response.end(kernel === 'junk' ? '[null, {' : JSON.stringify([null, { execution_state: kernel }]))
  if (url.pathname === '/never') return
  if (url.pathname === '/pour') return pour(response)
  if (url.pathname === '/taken') return response.end(String(taken))
  if (url.pathname === '/connections') return response.end(String(connections))
  if (url.pathname === '/twice') return request.socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nonceHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nevil!')
  if (url.pathname === '/leave') {
    response.end('left')
    return setTimeout(() => request.socket.destroy(), 20)
  }
  if (url.pathname === '/switch') return request.socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n')
  if (url.pathname === '/large-head') {
    response.setHeader('x-large', 'x'.repeat(100000))
    return response.end('x')
  }
  if (url.pathname === '/both') return request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n')
  if (url.pathname === '/to') return response.writeHead(302, { location: url.searchParams.get('at') }).end()
  if (url.pathname === '/garbage') return request.socket.end('<script>alert(1)</script>\r\n\r\n')
  if (url.pathname === '/enough') {
    response.writeHead(413, { 'content-length': '3', connection: 'close' })
    return response.end('no!', () => request.socket.destroySoon())
  }
  if (url.pathname === '/early') {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('half')
    return setTimeout(() => request.socket.destroy(), 50)
  }
  if (url.pathname === '/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const timer = setInterval(() => response.write('data: tick\n\n'), 20)
    return response.on('close', () => clearInterval(timer))
  }
  if (url.pathname === '/bytes') {
    response.writeHead(200, { 'content-length': String(64 * 1024 * Number(url.searchParams.get('n'))) })
    let left = Number(url.searchParams.get('n'))
    const more = () => {
      while (left-- > 0) if (!response.write(Buffer.alloc(65536))) return response.once('drain', more)
      response.end()
    }
    return more()
  }
  const hash = createHash('sha256')
  let length = 0
  request.on('data', (chunk) => { hash.update(chunk); length += chunk.length })
  request.on('end', () => {
    response.setHeader('set-cookie', ['own=1; Path=/', 'wide=1; Domain=localhost; Path=/', 'berth-app=evil', '__Host-berth=evil'])
    response.setHeader('clear-site-data', '"cookies"')
    response.setHeader('strict-transport-security', 'max-age=1')
    response.setHeader('connection', 'x-for-this-hop')
    response.setHeader('x-for-this-hop', '1')
    response.setHeader('content-type', url.searchParams.get('type') ?? 'application/json')
    const body = JSON.stringify({ method: request.method, url: request.url, headers: request.rawHeaders, length, hash: hash.digest('hex') })
    response.end(url.searchParams.get('html') ?? body)
  })
})
server.on('connection', () => { connections += 1 })
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64')
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ' + accept + '\r\n\r\n')
  if (request.url === '/pour') return pour(socket)
  let bytes = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk])
    while (bytes.length >= 6 && bytes.length >= 6 + (bytes[1] & 127)) {
      const size = bytes[1] & 127
      const text = Buffer.from(bytes.subarray(6, 6 + size).map((byte, at) => byte ^ bytes[2 + (at % 4)]))
      if ((bytes[0] & 15) === 8) return socket.end()
      socket.write(Buffer.concat([Buffer.from([bytes[0], size]), text]))
      bytes = bytes.subarray(6 + size)
    }
  })
})
server.listen(process.env.BERTH_APP_SOCKET ?? Number(process.env.BERTH_APP_PORT ?? process.env.PORT), '127.0.0.1')
`

/** A command for `/bin/sh`; it listens where `BERTH_APP_PORT`, `BERTH_APP_SOCKET` or `PORT` says. */
export const appCommand = (port?: number): string =>
  `${port === undefined ? '' : `PORT=${port} `}exec /run/berth/node -e "$(echo ${Buffer.from(program).toString('base64')} | base64 -d)"`
