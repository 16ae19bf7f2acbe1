/**
 * What the browser and an authenticator do with the server's options, as JSON both ways (WebAuthn Level 3, 5.1). Done
 * here and not by the browser's own `toJSON`, which some of the browsers that Berth is built for lack.
 */
type Json = Readonly<Record<string, unknown>>

interface Descriptor {
  readonly id: string
  readonly type: 'public-key'
  readonly transports?: AuthenticatorTransport[]
}

/** Undefined when the person cancelled it or let it run out: browsers do not say which. */
type Made = Promise<Json | undefined>

const bytesOf = (text: unknown) =>
  Uint8Array.from(atob(String(text).replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))

const textOf = (bytes: ArrayBuffer | null) =>
  bytes === null
    ? undefined
    : btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/=+$/, '')

const listOf = (descriptors: unknown) =>
  ((descriptors ?? []) as readonly Descriptor[]).map((one) => ({ ...one, id: bytesOf(one.id) }))

async function ceremony(begin: () => Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    return ((await begin()) as PublicKeyCredential | null) ?? undefined
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)) return undefined
    throw error
  }
}

const shared = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: credential.id,
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: credential.getClientExtensionResults(),
})

/** For signing in. */
export async function getPasskey(options: Json): Made {
  const publicKey = {
    ...options,
    challenge: bytesOf(options['challenge']),
    allowCredentials: listOf(options['allowCredentials']),
  } as PublicKeyCredentialRequestOptions
  const credential = await ceremony(() => navigator.credentials.get({ publicKey }))
  if (credential === undefined) return undefined
  const { clientDataJSON, authenticatorData, signature, userHandle } =
    credential.response as AuthenticatorAssertionResponse
  return {
    ...shared(credential),
    response: {
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      userHandle: textOf(userHandle),
    },
  }
}

/** A new one, for the person who is signed in. */
export async function makePasskey(options: Json): Made {
  const user = options['user'] as Json
  const publicKey = {
    ...options,
    challenge: bytesOf(options['challenge']),
    user: { ...user, id: bytesOf(user['id']) },
    excludeCredentials: listOf(options['excludeCredentials']),
  } as unknown as PublicKeyCredentialCreationOptions
  const credential = await ceremony(() => navigator.credentials.create({ publicKey }))
  if (credential === undefined) return undefined
  const response = credential.response as AuthenticatorAttestationResponse
  return {
    ...shared(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

/** The authenticator holds a passkey of this account already. */
export const isKnownAlready = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'InvalidStateError'
