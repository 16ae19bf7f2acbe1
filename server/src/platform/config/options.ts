/**
 * Every option of the server, once: its flag, its environment variable, its key in the YAML file. Flag over environment
 * over file over default.
 */
export interface Option {
  readonly flag: string
  readonly env: string
  readonly help: string
  /** What the value looks like in the help; none: it is a switch, which takes no value. */
  readonly value?: string
  /** May be said several times; then it is as if it had been said once, with commas. */
  readonly several?: true
}

export const options = {
  host: { flag: 'host', env: 'BERTH_HOST', value: 'ADDRESS', help: 'address to listen on (127.0.0.1)' },
  port: { flag: 'port', env: 'BERTH_PORT', value: 'PORT', help: 'port to listen on (8080); 0 takes a free one' },
  dataDir: { flag: 'data-dir', env: 'BERTH_DATA_DIR', value: 'FOLDER', help: 'where everything is kept (./data)' },
  databaseUrl: {
    flag: 'database-url',
    env: 'BERTH_DATABASE_URL',
    value: 'URL',
    help: 'an external PostgreSQL 15 or newer (default: an embedded one in the data directory)',
  },
  publicUrl: {
    flag: 'public-url',
    env: 'BERTH_PUBLIC_URL',
    value: 'URL',
    help: 'the address that people use (http://localhost:PORT)',
  },
  appsDomain: {
    flag: 'apps-domain',
    env: 'BERTH_APPS_DOMAIN',
    value: 'DOMAIN',
    help: 'below which each app of a session has a host name, with a wildcard in DNS (localhost, on this machine alone)',
  },
  appsPort: {
    flag: 'apps-port',
    env: 'BERTH_APPS_PORT',
    value: 'PORT',
    help: 'port where apps have paths instead, for who comes over the network without that domain (--port + 1); 0: none',
  },
  noAppsPort: { flag: 'no-apps-port', env: 'BERTH_NO_APPS_PORT', help: 'no such port' },
  trustedProxies: {
    flag: 'trusted-proxies',
    env: 'BERTH_TRUSTED_PROXIES',
    value: 'LIST',
    help: 'addresses and networks whose X-Forwarded-For is believed, with commas (none)',
  },
  tlsCert: { flag: 'tls-cert', env: 'BERTH_TLS_CERT', value: 'FILE', help: 'certificate, PEM (plain http)' },
  tlsKey: { flag: 'tls-key', env: 'BERTH_TLS_KEY', value: 'FILE', help: 'its private key, PEM' },
  sshPort: {
    flag: 'ssh-port',
    env: 'BERTH_SSH_PORT',
    value: 'PORT',
    help: 'port for SSH and SFTP into sessions (2222); 0 takes a free one',
  },
  sshHost: { flag: 'ssh-host', env: 'BERTH_SSH_HOST', value: 'ADDRESS', help: 'address for it to listen on (--host)' },
  sshAddress: {
    flag: 'ssh-address',
    env: 'BERTH_SSH_ADDRESS',
    value: 'HOST[:PORT]',
    help: 'where people reach it (the host of --public-url, and the port)',
  },
  noSsh: { flag: 'no-ssh', env: 'BERTH_NO_SSH', help: 'no SSH server' },
  adminEmail: {
    flag: 'admin-email',
    env: 'BERTH_ADMIN_EMAIL',
    value: 'EMAIL',
    help: 'creates the first administrator without a browser',
  },
  adminPasswordFile: {
    flag: 'admin-password-file',
    env: 'BERTH_ADMIN_PASSWORD_FILE',
    value: 'FILE',
    help: 'their password, the first line of a file',
  },
  siteKeyFile: {
    flag: 'site-key-file',
    env: 'BERTH_SITE_KEY_FILE',
    value: 'FILE',
    help: 'key that encrypts secrets at rest (made in the data directory)',
  },
  oidcIssuer: {
    flag: 'oidc-issuer',
    env: 'BERTH_OIDC_ISSUER',
    value: 'URL',
    help: 'an OpenID Connect provider that people may sign in with (none)',
  },
  oidcClientId: {
    flag: 'oidc-client-id',
    env: 'BERTH_OIDC_CLIENT_ID',
    value: 'ID',
    help: 'what the provider calls this site; it sends back to PUBLIC-URL/api/v1/auth/oidc/callback',
  },
  oidcClientSecretFile: {
    flag: 'oidc-client-secret-file',
    env: 'BERTH_OIDC_CLIENT_SECRET_FILE',
    value: 'FILE',
    help: 'the secret between the two, the first line of a file (none: a public client)',
  },
  oidcLabel: {
    flag: 'oidc-label',
    env: 'BERTH_OIDC_LABEL',
    value: 'TEXT',
    help: 'what the button to the provider says (Single sign-on)',
  },
  smtpUrl: {
    flag: 'smtp-url',
    env: 'BERTH_SMTP_URL',
    value: 'URL',
    help: 'a mail server, as smtp://USER@HOST:587 or smtps://USER@HOST (none: links are handed over)',
  },
  smtpPasswordFile: {
    flag: 'smtp-password-file',
    env: 'BERTH_SMTP_PASSWORD_FILE',
    value: 'FILE',
    help: 'the password for it, the first line of a file',
  },
  mailFrom: {
    flag: 'mail-from',
    env: 'BERTH_MAIL_FROM',
    value: 'EMAIL',
    help: 'the sender of mail (berth@ the host of the public URL)',
  },
  updateFeed: {
    flag: 'update-feed',
    env: 'BERTH_UPDATE_FEED',
    value: 'URL',
    help: 'a list of releases, JSON, that tells of newer versions (none: nothing is asked)',
  },
  usageCollector: {
    flag: 'usage-collector',
    env: 'BERTH_USAGE_COLLECTOR',
    value: 'URL',
    help: 'where anonymous usage data goes once an administrator shares it (none: nothing is ever sent)',
  },
  storageHosts: {
    flag: 'storage-host',
    env: 'BERTH_STORAGE_HOSTS',
    value: 'NAME=FOLDER',
    several: true,
    help: 'where folders are kept, several with commas or said again (local, in the data directory)',
  },
  engine: { flag: 'engine', env: 'BERTH_ENGINE', value: 'NAME', help: 'where sessions run: local or mock (local)' },
  mockGpus: {
    flag: 'mock-gpus',
    env: 'BERTH_MOCK_GPUS',
    value: 'NUMBER',
    help: 'GPUs that this machine pretends to have, to try limits without any (those it has)',
  },
  gpuMode: {
    flag: 'gpu-mode',
    env: 'BERTH_GPU_MODE',
    value: 'MODE',
    help: 'how GPUs are given out: whole, or fractional in tenths (whole)',
  },
  log: { flag: 'log', env: 'BERTH_LOG', value: 'FORMAT', help: 'pretty or json (pretty on a terminal)' },
} as const satisfies Readonly<Record<string, Option>>

export type OptionName = keyof typeof options

/** For `--help`. */
export const helpText = (): string =>
  Object.values(options)
    .map(({ flag, value, help }: Option) => `  ${[`--${flag}`, value].join(' ').padEnd(30)} ${help}`)
    .join('\n')
