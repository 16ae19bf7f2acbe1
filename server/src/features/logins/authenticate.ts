import type { Authenticate } from '../../platform/http/caller.ts'
import type { AccessKeys } from './access-keys.ts'
import type { LoginCookie } from './login-cookie.ts'
import type { Logins } from './logins.service.ts'

/** A presented header decides alone: a program that sends a bad token is not let in by a cookie beside it. */
export function authenticateLogins(logins: Logins, accessKeys: AccessKeys, cookie: LoginCookie): Authenticate {
  return (request, { address, background }) => {
    const header = request.headers.authorization
    if (header !== undefined) {
      const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(header)?.[1]
      if (token) return logins.authenticate(token, { via: 'bearer', address, background })
      const pair = pairIn(header)
      return pair ? accessKeys.authenticate(pair.accessKey, pair.secretKey, address) : nobody
    }
    const token = cookie.read(request)
    return token && token.length <= 200 ? logins.authenticate(token, { via: 'cookie', address, background }) : nobody
  }
}

const nobody = Promise.resolve(null)

/** `access:secret` (RFC 7617); what has not the form of ours costs no question. */
function pairIn(header: string): { accessKey: string; secretKey: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]{100,140})$/i.exec(header)?.[1]
  if (encoded === undefined) return null
  const pair = /^(BKEY[A-Z0-9]{16}):([A-Za-z0-9_-]{67})$/.exec(Buffer.from(encoded, 'base64').toString('latin1'))
  const [, accessKey, secretKey] = pair ?? []
  return accessKey === undefined || secretKey === undefined ? null : { accessKey, secretKey }
}
