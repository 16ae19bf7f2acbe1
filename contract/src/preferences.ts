/** How somebody wants the console to behave, wherever they sign in. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const preferenceValues = z.strictObject({
  /** End the login of a browser when its last console page is closed. */
  autoLogout: z.boolean(),
})
export type Preferences = z.infer<typeof preferenceValues>

export const preferences = {
  show: endpoint({
    method: 'GET',
    path: '/me/preferences',
    summary: 'Your preferences',
    access: 'login',
    response: preferenceValues,
  }),
  replace: endpoint({
    method: 'PUT',
    path: '/me/preferences',
    summary: 'Replace your preferences',
    access: 'login',
    body: preferenceValues,
    response: preferenceValues,
  }),
}
