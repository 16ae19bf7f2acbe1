/** A relay that does nothing but relay: `node tcp-relay-process.mjs TARGET-PORT` prints the port that it listens on. */
import { connect, createServer } from 'node:net'

const target = Number(process.argv[2])
const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
  const inner = connect({ host: '127.0.0.1', port: target, allowHalfOpen: true, noDelay: true })
  socket.pipe(inner)
  inner.pipe(socket)
  for (const [one, other] of [
    [socket, inner],
    [inner, socket],
  ])
    one.on('error', () => other.destroy()).on('close', () => other.destroy())
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
