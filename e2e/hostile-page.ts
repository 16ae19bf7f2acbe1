/** What its page tries at any address: what it may not do, and where its outcome says how that went. */
export const hostileAttempts = [
  ['read what the console says', 'read'],
  ['read it by a script', 'script'],
  ['end a session by fetch', 'terminate'],
  ['end a session as a form would', 'simple'],
  ['open a socket to a terminal', 'socket'],
  ['follow the console’s events', 'events'],
  ['show the console in a frame', 'frame'],
  ['reach into a window of the console', 'window'],
  ['find its own opener', 'opener'],
  ['see the cookies of the console or the gateway', 'cookies'],
]

/** A program for a session: its page tries to read the console and to act on it, and says how each attempt went. */
export const hostilePage = String.raw`
const page = (console, victim) => '<!doctype html><title>hostile</title><script>(' + (async (site, victim) => {
  const outcome = {}
  const attempt = async (name, work) => {
    try { outcome[name] = 'done: ' + (await work()) } catch (error) { outcome[name] = 'refused: ' + error }
  }
  const refuse = (why) => { throw new Error(why) }
  const within = (ms, start) => new Promise((resolve, reject) => { start(resolve, reject); setTimeout(() => reject(new Error('nothing came')), ms) })
  document.cookie = 'berth=tossed; Domain=localhost; Path=/'
  document.cookie = 'berth=tossed; Domain=.localhost; Path=/'
  document.cookie = '__Host-berth=tossed; Secure; Path=/'
  await attempt('read', async () => (await fetch(site + '/api/v1/me', { credentials: 'include' })).text())
  await attempt('script', () => within(3000, (resolve, reject) => {
    const script = document.createElement('script')
    script.onload = () => reject(new Error('loaded, but nothing in it is readable'))
    script.onerror = () => reject(new Error('blocked'))
    script.src = site + '/api/v1/me'
    document.head.append(script)
  }))
  await attempt('terminate', async () => {
    const answer = await fetch(site + '/api/v1/sessions/' + victim + '/terminate', { method: 'POST', credentials: 'include' })
    return answer.status
  })
  await attempt('simple', async () => {
    await fetch(site + '/api/v1/sessions/' + victim + '/terminate', { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'x' })
    await fetch(site + '/api/v1/sessions/' + victim + '/terminals', { method: 'POST', mode: 'no-cors', credentials: 'include', body: JSON.stringify({ cols: 80, rows: 24 }) })
    refuse('sent, the session tells what came of it')
  })
  await attempt('socket', () => within(5000, (resolve, reject) => {
    const socket = new WebSocket(site.replace('http', 'ws') + '/api/v1/sessions/' + victim + '/exec')
    socket.onopen = () => resolve('opened')
    socket.onerror = () => reject(new Error('not opened'))
  }))
  await attempt('events', () => within(5000, (resolve, reject) => {
    const events = new EventSource(site + '/api/v1/events', { withCredentials: true })
    events.onopen = () => resolve('opened')
    events.onerror = () => { events.close(); reject(new Error('not opened')) }
  }))
  await attempt('frame', () => within(5000, (resolve, reject) => {
    const frame = document.createElement('iframe')
    frame.src = site + '/sessions'
    frame.onload = () => { try { frame.contentWindow.document.title; reject(new Error('an empty page of its own')) } catch (error) { frame.contentWindow.length === 0 ? reject(error) : resolve('frames') } }
    document.documentElement.append(frame)
  }))
  await attempt('window', async () => {
    const other = window.open(site + '/sessions', '_blank')
    if (!other) refuse('not opened')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    if (other.closed) refuse('cut off')
    return other.document.title
  })
  await attempt('opener', async () => window.opener ? window.opener.location.href : refuse('none'))
  await attempt('cookies', async () => document.cookie.split('; ').some((one) => /^berth(-app)?=[\w-]{43}$/.test(one)) ? document.cookie : refuse('none of them'))
  await attempt('other', async () => {
    const near = location.origin.replace('service--', 'jupyter--')
    const answer = await fetch(near + '/api/contents', { credentials: 'include' })
    return answer.text()
  })
  const shown = document.createElement('pre')
  shown.id = 'outcome'
  shown.textContent = JSON.stringify(outcome)
  document.documentElement.append(shown)
}).toString() + ')(' + JSON.stringify(console) + ',' + JSON.stringify(victim) + ')</script>'
require('node:http').createServer((request, response) => {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('content-type', 'text/html')
  response.end(request.url === '/' ? page(process.env.CONSOLE, process.env.VICTIM) : '')
}).listen(7000, '127.0.0.1')
`
