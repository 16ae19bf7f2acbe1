/** What the page of a session says of SSH. */
export const consoleSshEn = {
  title: 'SSH and SFTP',
  shell: 'Shell',
  files: 'Files',
  copyShell: 'Copy the command for a shell',
  copyFiles: 'Copy the command for files',
  hostKey: 'Host key',
  copyHostKey: 'Copy the fingerprint of the host key',
  hostKeyNote: 'At the first connection ssh shows this fingerprint. Another one is not this server.',
  noKeys: 'You have no SSH keys yet.',
  addKey: 'Add one',
  off: 'This site has no SSH server.',
  notLoaded: 'The SSH command could not be loaded',
} as const
