/** Headers that tell a program how much it may still ask for (draft-ietf-httpapi-ratelimit-headers). */
import type { RateLimit } from './caller.ts'

export const rateLimitHeaders = ({ limit, window, remaining, reset }: RateLimit) => ({
  'ratelimit-policy': `"credential";q=${limit};w=${window}`,
  ratelimit: `"credential";r=${remaining};t=${reset}`,
})
