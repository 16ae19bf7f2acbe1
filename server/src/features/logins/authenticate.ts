import type { Authenticate } from '../../platform/http/caller.ts'
import type { LoginCookie } from './login-cookie.ts'
import type { Logins } from './logins.service.ts'

/** A presented header decides alone: a program that sends a bad token is not let in by a cookie beside it. */
export function authenticateLogins(logins: Logins, cookie: LoginCookie): Authenticate {
  return (request, { address, background }) => {
    const header = request.headers.authorization
    if (header !== undefined) {
      const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(header)?.[1]
      return token ? logins.authenticate(token, { via: 'bearer', address, background }) : nobody
    }
    const token = cookie.read(request)
    return token && token.length <= 200 ? logins.authenticate(token, { via: 'cookie', address, background }) : nobody
  }
}

const nobody = Promise.resolve(null)
