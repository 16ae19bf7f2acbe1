/** What went wrong, what it means, what to do. */
import type { ProblemCode, ProblemParams } from '../problems.ts'
import { listPolicyUses } from './policy-uses.ts'
import { plural } from './language.ts'
import { sayViolations, type ViolationTexts } from './violations.ts'

type Say<C extends ProblemCode> = (params: ProblemParams<C>) => string
export type ProblemTexts = { readonly [C in ProblemCode]: { title: string; detail: string | Say<C> } }

const violations: ViolationTexts = {
  resources: {
    cpu: 'CPU cores',
    memory: 'memory',
    gpu: 'GPUs',
    gpuShares: 'GPU shares',
    containers: 'containers',
    concurrentSessions: 'sessions at one time',
    pendingSessions: 'sessions in the queue',
    lifetime: 'time of running',
    folders: 'folders',
  },
  limits: {
    credential: 'the policy of the credential',
    user: 'your resource policy',
    project: 'the project',
    hardware: 'the machines',
  },
  seconds: (text) => `${text} s`,
  say: ({ resource, asked, used, max, limit }) =>
    `${resource}: ${asked} asked, ${used} in use, at most ${max} by ${limit}`,
  nothing: 'Nothing more can start until something ends.',
  largest: (request) => `The largest that would pass: ${request}.`,
}

const counted = (count: number, noun: string) => `${count} ${plural('en', count, { one: noun, other: `${noun}s` })}`

export const problemsEn: ProblemTexts = {
  'invalid-input': {
    title: 'Some of the input is not right',
    detail: (p) => p.errors.map((error) => `${error.path}: ${error.message}`).join('; '),
  },
  'malformed-json': {
    title: 'The request is not valid JSON',
    detail: (p) => `Reading stopped at line ${p.line}, column ${p.column}.`,
  },
  'unsupported-media-type': {
    title: 'The request has the wrong content type',
    detail: (p) => `Send it as ${p.expected}.`,
  },
  'body-too-large': { title: 'The request is too large', detail: (p) => `At most ${p.limit} bytes are read.` },
  'not-found': { title: 'Not found', detail: 'It does not exist, or you may not see it.' },
  'no-such-route': { title: 'No such address', detail: (p) => `There is no ${p.method} ${p.path}.` },
  'not-signed-in': { title: 'You are not signed in', detail: 'Sign in and try again.' },
  'not-allowed': {
    title: 'You may not do this',
    detail: 'It needs rights that you do not have. Ask an administrator.',
  },
  'cross-origin': {
    title: 'The request came from another site',
    detail: 'Requests of other sites are refused. Open Berth at its own address.',
  },
  'too-many-requests': {
    title: 'Too many attempts',
    detail: (p) => `Wait ${counted(p.retryAfter, 'second')}, then try again.`,
  },
  internal: {
    title: 'Something went wrong in Berth',
    detail: 'It was logged with this request id. Try again; if it stays, give the id to your administrator.',
  },
  unavailable: {
    title: 'Not ready',
    detail: 'The server or its database is starting or stopping. Try again in a moment.',
  },
  'rate-limited': {
    title: 'Too many requests',
    detail: (p) =>
      `This credential may make ${counted(p.limit, 'request')} in ${counted(p.window / 60, 'minute')}. Wait ${counted(p.retryAfter, 'second')}.`,
  },
  'changed-meanwhile': {
    title: 'Somebody else changed it meanwhile',
    detail: 'Load it again, look at what it is now, and save your change anew.',
  },
  'set-up-done': { title: 'This site is set up already', detail: 'Sign in with an existing account.' },
  'set-up-token-wrong': {
    title: 'This set-up link is not valid',
    detail: 'Use the newest link in the server’s log; each start prints it until the site is set up.',
  },
  'invalid-credentials': {
    title: 'Sign-in failed',
    detail: 'The name or the password is wrong, or the account may not sign in from here.',
  },
  'sign-in-request-expired': { title: 'This request has expired', detail: 'Run berth login again.' },
  'otp-required': {
    title: 'A code is needed',
    detail: 'Enter the 6 digits that your authenticator shows, or one of your recovery codes.',
  },
  'wrong-password': { title: 'The password is not right', detail: 'Enter the password that you sign in with now.' },
  'wrong-code': {
    title: 'The code is not right',
    detail: 'Enter the newest code. If it stays wrong, check the clock of the device with your authenticator.',
  },
  'two-factor-on': { title: 'Two-factor is on already', detail: 'Turn it off first to use another authenticator.' },
  'two-factor-off': { title: 'Two-factor is off', detail: 'There is nothing to turn off.' },
  'two-factor-not-started': { title: 'Nothing to verify', detail: 'Start again: the secret has expired.' },
  'two-factor-required': {
    title: 'Two-factor must stay on',
    detail: 'This site requires it of you. Ask an administrator.',
  },
  'password-change-required': {
    title: 'You need a new password first',
    detail: 'Change your password; everything else works after that.',
  },
  'second-factor-set-up-required': {
    title: 'You need two-factor first',
    detail: 'This site requires two-factor of you. Turn it on under My account; everything else works after that.',
  },
  'own-address-left-out': {
    title: 'You would lock yourself out',
    detail: (p) => `Your address ${p.clientIp} is not in the list. Add it, or confirm that you mean it.`,
  },
  'last-superadmin': {
    title: 'This is the last administrator',
    detail: 'Make somebody else an administrator first.',
  },
  'not-yourself': { title: 'You can’t do this to yourself', detail: 'Ask another administrator.' },
  'import-refused': {
    title: 'Nothing was imported',
    detail: (p) => `Rows with errors: ${p.bad}. Correct them and import again.`,
  },
  'passkey-refused': {
    title: 'The passkey was not accepted',
    detail: 'It was not made for this site, or too long ago. Try again.',
  },
  'too-many-passkeys': {
    title: 'Too many passkeys',
    detail: (p) => `You can have at most ${p.limit}. Remove one first.`,
  },
  'identity-refused': {
    title: 'Single sign-on did not work',
    detail: 'It was cancelled, took too long, or was begun in another browser. Try again.',
  },
  'identity-provider-unreachable': {
    title: 'The identity provider cannot be reached',
    detail: 'Try again in a moment, or sign in another way.',
  },
  'email-not-verified': {
    title: 'Your email is not verified',
    detail: 'Verify your email with the identity provider, then try again.',
  },
  'identity-not-linked': {
    title: 'Single sign-on is not linked to your account',
    detail:
      'There is an account with your email. Sign in to it another way, then link single sign-on under My account.',
  },
  'identity-in-use': {
    title: 'This identity belongs to another account',
    detail: 'Sign in to that account and remove it there, or use another identity.',
  },
  'last-way-in': {
    title: 'You could not sign in any more',
    detail: 'This is the last way to sign in to your account. Add another one first.',
  },
  'login-cannot-be-extended': {
    title: 'This login cannot be extended',
    detail: 'The site does not allow it, or the login has reached its longest time. Sign in again when it ends.',
  },
  'access-key-needed': {
    title: 'This needs an access key',
    detail: 'Send the access key and the secret key of a credential (Basic).',
  },
  'no-login': {
    title: 'There is no login here',
    detail: 'You are calling with an access key, which neither signs in nor out. Revoke the credential to end it.',
  },
  'not-by-credential': {
    title: 'A credential cannot do this',
    detail:
      'Accounts, ways to sign in, keys, memberships and the site’s settings are a person’s to change. Sign in to the console, or run berth login.',
  },
  'main-credential': {
    title: 'The main credential stays',
    detail:
      'The console acts under it for as long as the user is a member of the workspace. Deactivate the user instead.',
  },
  'credential-revoked': {
    title: 'This credential was revoked',
    detail: 'Revoking is final. Create a new one.',
  },
  'too-many-credentials': {
    title: 'Too many credentials',
    detail: (p) => `You can have at most ${p.limit} in a workspace. Revoke one that is not used any more.`,
  },
  'ssh-key-known': {
    title: 'You have this key already',
    detail: 'It is in the list. To keep a private half with it, remove it there and add it again with both halves.',
  },
  'too-many-ssh-keys': {
    title: 'Too many SSH keys',
    detail: (p) => `You can have at most ${p.limit}. Remove one that is not used any more.`,
  },
  'too-many-config-scripts': {
    title: 'Too many config scripts',
    detail: (p) => `You can have at most ${p.limit}. Delete one that is not used any more.`,
  },
  'config-scripts-too-large': {
    title: 'Your config scripts would be too large',
    detail: (p) =>
      `All of them together can have ${p.limit} bytes. This one has ${p.asked}; the others leave ${p.free} for it.`,
  },
  'config-script-in-the-way': {
    title: 'Another config script is in the way',
    detail: (p) => `A file cannot be a folder too: “${p.name}” is one of your config scripts. Choose another name.`,
  },
  'policy-in-use': {
    title: 'The policy is in use',
    detail: (p) => `Give these another policy first: ${listPolicyUses(p, (rest) => `and ${rest} more`)}.`,
  },
  'default-policy': {
    title: 'The default policy stays',
    detail: 'It is used when nothing else is said. You can change its limits.',
  },
  'last-workspace-admin': {
    title: 'A workspace always has an admin',
    detail: 'This is the last one. Make another member an admin first.',
  },
  'personal-workspace': {
    title: 'This is a personal workspace',
    detail: 'It belongs to one person: nobody joins it, and its owner cannot leave it.',
  },
  'already-member': { title: 'Already a member', detail: 'Somebody with this email belongs to the workspace.' },
  'already-invited': {
    title: 'Already invited',
    detail: 'There is a pending invitation for this email. Send it again for a new link, or revoke it.',
  },
  'invitation-over': {
    title: 'This invitation is not valid any more',
    detail: 'It was answered, revoked or replaced, or has expired. Ask for a new one.',
  },
  'invitation-for-another': {
    title: 'This invitation is for somebody else',
    detail: 'It is bound to another email. Sign in with the account that it was sent to.',
  },
  'invitation-has-account': {
    title: 'There is an account with this email',
    detail: 'Sign in to it; the invitation waits there.',
  },
  'sign-up-off': {
    title: 'Administrators create the accounts here',
    detail: 'Ask an administrator for an account with the invited email. The invitation waits for it.',
  },
  'group-everyone': {
    title: 'This group is made by the workspace',
    detail: 'Whoever belongs to the workspace is in it. Create a group of your own for some of them.',
  },
  'too-many-presets': {
    title: 'Too many presets',
    detail: (p) => `At most ${p.limit} are kept. Delete one that is not used any more.`,
  },
  'too-many-templates': {
    title: 'Too many templates',
    detail: (p) => `At most ${p.limit} are kept. Delete one that is not used any more.`,
  },
  'name-taken': {
    title: 'The name is in use',
    detail: (p) =>
      p.of === 'folder'
        ? `There is a folder named ${p.name} among those that you, or people who would see this one, can reach. Choose another name.`
        : `You have a live session named ${p.name} in this project. Choose another name or end that one.`,
  },
  'quota-exceeded': {
    title: 'This is more than you can have',
    detail: (p) => sayViolations(p, 'en', violations),
  },
  'session-state': {
    title: 'The session’s state does not allow this',
    detail: (p) => `It is ${p.state}; ${p.action} is not possible now.`,
  },
  'no-such-terminal': { title: 'This terminal has ended', detail: 'Open a new one.' },
  'too-many-terminals': {
    title: 'Too many terminals',
    detail: (p) => `A session has at most ${p.limit}. Close one first.`,
  },
  'engine-unavailable': { title: 'Sessions cannot run on this machine now', detail: (p) => p.remedy },
  'app-failed': {
    title: 'The app did not start',
    detail: ({ app, why, exitCode }) =>
      why === 'no-answer'
        ? `${app} does not answer. Look into the session at what it is doing, then try again.`
        : `${app} ended${exitCode === null ? '' : ` with exit code ${exitCode}`}. The last that it said tells why.`,
  },
  'no-apps-address': {
    title: 'Apps have no address on this site',
    detail:
      'An administrator has to start the server with --apps-domain, a domain with a wildcard in DNS, or say with --apps-port where apps are reached without one.',
  },
  'built-in-environment': {
    title: 'This environment is the machine itself',
    detail: 'It always exists and has no root directory. Hide it if nobody is to use it.',
  },
  'environment-in-use': {
    title: 'Sessions use this environment',
    detail: (p) => `Sessions that wait for it or run in it: ${p.count}. Hide it, and delete it when they have ended.`,
  },
  'folder-in-use': {
    title: 'Sessions have this folder mounted',
    detail: (p) =>
      p.count > 1
        ? `${p.name} and others: ${p.count} live sessions in all. End them first.`
        : `It is mounted in the session ${p.name}. End that first.`,
  },
  'folder-state': {
    title: 'Not in its present state',
    detail: (p) =>
      p.state === 'trashed'
        ? 'The folder is in the trash. Restore it first.'
        : p.state === 'ready'
          ? 'The folder is in use. Move it to the trash first.'
          : 'Its storage host cannot be reached now. Ask an administrator.',
  },
  'storage-host-refused': {
    title: 'This storage host cannot be used here',
    detail: (p) =>
      ({
        policy: `Your resource policy does not allow ${p.host}. Choose another storage host, or ask an administrator.`,
        project: `The project does not allow ${p.host}. Choose another storage host or another project, or ask an administrator.`,
        unavailable: `${p.host} cannot be reached now. Choose another storage host, or ask an administrator.`,
        engine: `What sessions run on cannot mount folders of ${p.host}. Use a folder on another storage host.`,
      })[p.why],
  },
  'group-folders-off': {
    title: 'This site has no folders of projects',
    detail: 'An administrator can allow them in the site settings.',
  },
  'too-many-shares': {
    title: 'Too many people are invited to this folder',
    detail: (p) => `A folder is shared with at most ${p.limit} people. End a share that is not needed any more.`,
  },
  'mount-refused': {
    title: 'This folder cannot be mounted',
    detail: (p) =>
      ({
        unknown: `There is no folder ${p.folder} that you can reach.`,
        'read-only': `You may only read ${p.folder}. Mount it read-only.`,
        trashed: `${p.folder} is in the trash. Restore it first.`,
        unavailable: `The storage host of ${p.folder} cannot be reached now.`,
        engine: `What this session would run on cannot mount ${p.folder}.`,
      })[p.why],
  },
  'folder-read-only': {
    title: 'You may only read this folder',
    detail: (p) => `Ask the owner of ${p.folder} for the right to write.`,
  },
  'folder-full': {
    title: 'The folder is full',
    detail: (p) =>
      `It holds at most ${Math.floor(p.capacity / 1024 ** 2)} MiB, and ${Math.floor(p.used / 1024 ** 2)} MiB are used or kept for uploads that have begun. Delete what is not needed any more.`,
  },
  'no-such-file': { title: 'Nothing is there', detail: (p) => `There is no ${p.path} in this folder.` },
  'file-exists': { title: 'Something is there already', detail: (p) => `${p.path} exists. Choose another name.` },
  'not-a-folder': { title: 'That is no folder', detail: (p) => `${p.path} is not a folder.` },
  'not-a-file': { title: 'That is no file', detail: (p) => `${p.path} is not a file that can be opened.` },
  'path-refused': {
    title: 'This path cannot be used',
    detail: (p) =>
      ({
        outside: `${p.path} leads out of the folder by a symbolic link, which is never followed.`,
        links: `${p.path} leads through too many symbolic links.`,
        name: `${p.path} has a name in it that is not kept. Choose another one.`,
        link: `${p.path} is a symbolic link, or leads through one. Only what is read may.`,
        permission: `The permissions of ${p.path} on disk do not let the server use it.`,
        changing: `${p.path} changed while it was looked at. Try again.`,
        'too-deep': `Folders are nested too deep in ${p.path}: 128 levels can be reached here.`,
        'within-itself': `${p.path} would be within itself. Choose another place.`,
      })[p.why],
  },
  'too-many-entries': {
    title: 'There is too much in it for this list',
    detail: (p) =>
      p.sort === 'name'
        ? `More than ${p.limit} files and folders are in it. Search by name, or look into it from a session.`
        : `More than ${p.limit} files and folders are in it. List it by name, or put some of them into folders.`,
  },
  'range-refused': {
    title: 'The file has no such part',
    detail: (p) => `It has ${counted(p.size, 'byte')}.`,
  },
  'too-many-uploads': {
    title: 'Too many uploads have begun',
    detail: (p) => `At most ${p.limit} go on at one time. Wait for some of them, or give them up.`,
  },
  'upload-version': {
    title: 'This version of the upload protocol is not spoken here',
    detail: (p) => `Send Tus-Resumable: ${p.supported}.`,
  },
  'upload-over': {
    title: 'The upload is over',
    detail: 'It has ended, was given up, or nobody went on with it for a day. Begin it anew.',
  },
  'upload-offset': {
    title: 'The upload has come to another place',
    detail: (p) => `Go on from byte ${p.offset}.`,
  },
  'upload-locked': {
    title: 'Another request is writing this upload',
    detail: 'Wait until that has ended, ask how far it has come, and go on from there.',
  },
  'upload-checksum': {
    title: 'The bytes arrived damaged',
    detail: 'They are not what the checksum says, and were not kept. Send them again.',
  },
}
