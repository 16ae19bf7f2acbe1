/** The other end of a plain transfer: `p` and bytes are written to a file, `g` gets them back. Prints its port. */
import { createReadStream, createWriteStream } from 'node:fs'
import { createServer } from 'node:net'

const file = process.argv[2] ?? ''
const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  socket.once('readable', () => {
    const verb = socket.read(1)?.toString()
    if (verb === 'p') socket.pipe(createWriteStream(file)).on('finish', () => socket.end('done'))
    else createReadStream(file, { highWaterMark: 256 * 1024 }).pipe(socket)
  })
  socket.on('error', () => socket.destroy())
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
