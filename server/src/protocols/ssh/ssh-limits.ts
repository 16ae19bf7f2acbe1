/** How much one who connects may take. Tests choose smaller ones. */
export const sshLimits = {
  /** Until somebody has to be who they say, as long as sshd gives: people type passphrases meanwhile. */
  signInMs: 120_000,
  /** Until keys for the connection are agreed on, which no person is asked about. */
  greetMs: 15_000,
  /** Connections of nobody yet: in all, and from one network. */
  strangers: 300,
  strangersOfNetwork: 60,
  /** Keys that are offered and signatures that are tried on one connection. */
  attempts: 25,
  connectionsOfUser: 64,
  /** Shells, commands and file transfers; forwarded connections. */
  sessionChannels: 32,
  forwards: 256,
  /** A peer is asked whether it is still there so often, and may leave so many unanswered. */
  keepAliveMs: 30_000,
  keepAliveMost: 10,
  /** New keys are agreed on in this time. */
  rekeyMs: 30_000,
  /** Bytes of a connection that the network has not taken, above which everything to it waits. */
  unsent: 1024 * 1024,
  /** Answers to it besides, above which it is not read until it takes them. */
  unanswered: 256 * 1024,
  /** Bytes from it that sessions have not taken, above which it is not read. */
  unread: 32 * 1024 * 1024,
  /** Bytes from one of whom nobody knows yet who they are: many times what any client needs. */
  strangerBytes: 512 * 1024,
  /** For a peer that does not close. */
  closeMs: 1_000,
  /** What is lost waits so long for the news that its session has ended. */
  lostMs: 2_000,
} as const

export type SshLimits = { readonly [Name in keyof typeof sshLimits]: number }
