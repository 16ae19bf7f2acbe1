import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { bootstrapConformance } from '../conformance-bootstrap.ts'
import { useConformance } from '../conformance-use.ts'
import { execConformance } from '../conformance-exec.ts'
import { storageConformance } from '../conformance-storage.ts'
import { engineConformance } from '../conformance.ts'
import { createLocalEngine } from './local.engine.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-engine-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const echo = `
  my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => shift, Listen => 5, ReuseAddr => 1);
  while (my $client = $server->accept) { while (sysread $client, my $bytes, 65536) { syswrite $client, $bytes } }
`

engineConformance({
  name: 'local',
  make: () => createLocalEngine({ directory, nodeName: 'test' }),
  // Perl, which every Debian has: Node alone reserves more than an ordinary user's session of this size may.
  echoServer: (port) => `exec perl -MIO::Socket::INET -e '${echo}' ${port}`,
})

execConformance({ name: 'local', make: () => createLocalEngine({ directory, nodeName: 'test' }), withFiles: true })

useConformance({ name: 'local', make: () => createLocalEngine({ directory, nodeName: 'test' }) })

bootstrapConformance({ name: 'local', make: () => createLocalEngine({ directory, nodeName: 'test' }) })

storageConformance({ name: 'local', make: () => createLocalEngine({ directory, nodeName: 'test' }) })

if (process.geteuid?.() === 0)
  storageConformance({
    name: 'local without mapped mounts',
    make: () => createLocalEngine({ directory, nodeName: 'test' }),
    change: (owner) => owner && { ...owner, mapped: false },
  })
