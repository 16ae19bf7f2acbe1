import type { BrowserContext, Page } from 'playwright-core'

/** Chromium's own, which says yes to everything (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn). */
export async function virtualAuthenticator(context: BrowserContext, page: Page) {
  const protocol = await context.newCDPSession(page)
  await protocol.send('WebAuthn.enable')
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const held = async () => (await protocol.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  return {
    held,
    async holds(credentials: Awaited<ReturnType<typeof held>>): Promise<void> {
      for (const credential of credentials)
        await protocol.send('WebAuthn.addCredential', { authenticatorId, credential })
    },
  }
}
