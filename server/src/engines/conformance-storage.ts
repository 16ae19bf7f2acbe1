/** What sessions share by folders: the part of an engine that storage stands on. */
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { run, sessionSpec } from './conformance-steps.ts'
import type { Engine, SessionMount, StorageOwner } from './engine.ts'

export interface StorageConformanceOptions {
  readonly name: string
  readonly make: () => Engine
  /** As the engine would do where files cannot be shown as the session's own. */
  readonly change?: (owner: StorageOwner | null) => StorageOwner | null
}

const never = new AbortController().signal

export function storageConformance({ name, make, change = (owner) => owner }: StorageConformanceOptions) {
  describe(`${name} as an engine whose sessions share folders`, () => {
    let engine: Engine
    let host = ''
    let owner: StorageOwner | null = null
    let made = 0

    beforeAll(async () => {
      engine = make()
      host = await mkdtemp(join(tmpdir(), 'berth-storage-'))
      const support = await engine.storage(host)
      expect(support).toMatchObject({ available: true, remedy: null })
      owner = change(support.owner)
    })
    afterEach(async () => {
      for (const { id } of await engine.list()) {
        await engine.stop(id, { graceMs: 0 })
        await engine.remove(id)
        await engine.removeLogs(id)
      }
    })
    afterAll(async () => {
      await engine[Symbol.asyncDispose]()
      await rm(host, { recursive: true, force: true })
    })

    /** As the server makes one. */
    async function folder() {
      const path = join(host, `folder-${++made}`)
      await mkdir(path, { mode: 0o700 })
      if (owner) {
        await chown(path, owner.uid, owner.gid)
        if (!owner.mapped) await chmod(path, 0o2770)
      }
      return path
    }
    async function putFile(source: string, content: string) {
      const path = join(source, 'file')
      await writeFile(path, content)
      await chmod(path, 0o660)
      if (owner) await chown(path, owner.uid, owner.gid)
    }
    const mountOf = (source: string, mode: 'ro' | 'rw', target = '/home/work/data'): SessionMount => ({
      source,
      target,
      mode,
      ...(owner ? { owner } : {}),
    })
    async function started(...mounts: SessionMount[]) {
      const spec = sessionSpec({ mounts })
      await engine.start(spec, never)
      return spec.id
    }
    const sh = (id: string, script: string) => run(engine, id, ['sh', '-c', script])

    test('what one session makes, another one reads and changes', async () => {
      const source = await folder()
      const [first, second] = [await started(mountOf(source, 'rw')), await started(mountOf(source, 'rw'))]
      const made = await sh(first, 'cd data && umask 077 && mkdir -p a/b && echo one >a/b/file && stat -c %U a/b/file')
      expect(made).toMatchObject({ stderr: '', code: 0 })
      if (!owner || owner.mapped) {
        const changed = await sh(
          second,
          'cd data && cat a/b/file && echo two >>a/b/file && mv a/b/file a/c && rmdir a/b',
        )
        expect(changed).toMatchObject({ stdout: 'one\n', stderr: '', code: 0 })
        expect((await sh(first, 'cat data/a/c')).stdout).toBe('one\ntwo\n')
        expect((await lstat(join(source, 'a/c'))).uid).toBe(owner?.uid ?? process.geteuid?.())
      }
      await sh(first, 'echo shared >data/shared')
      expect((await sh(second, 'cat data/shared && echo more >>data/shared && cat data/shared')).stdout).toBe(
        'shared\nshared\nmore\n',
      )
    })

    test('what the server puts there is seen as the session’s own', async () => {
      const source = await folder()
      await putFile(source, 'put there\n')
      const id = await started(mountOf(source, 'rw'))
      expect((await sh(id, 'cat data/file && echo changed >data/file && cat data/file')).stdout).toBe(
        'put there\nchanged\n',
      )
    })

    test('read-only is read-only, whoever tries and however', async () => {
      const source = await folder()
      await putFile(source, 'as it was\n')
      const id = await started(mountOf(source, 'ro'))
      const tries = ['echo x >data/file', 'echo x >data/new', 'rm data/file', 'mv data/file data/other', 'mkdir data/d']
      for (const one of [...tries, 'chmod 777 data/file', 'touch data/file', 'ln -s x data/link'])
        expect(await sh(id, one)).not.toMatchObject({ code: 0 })
      expect((await sh(id, 'mount -o remount,rw data; echo x >data/file; cat data/file')).stdout).toBe('as it was\n')
      expect(await readFile(join(source, 'file'), 'utf8')).toBe('as it was\n')
    })

    test('several are mounted where they are asked for, in place of what would be there', async () => {
      const [one, two] = [await folder(), await folder()]
      const files = [
        { path: 'deep/er/file', mode: 0o644, content: 'hidden' },
        { path: 'beside', mode: 0o644, content: 'beside' },
      ]
      const mounts = [mountOf(one, 'rw', '/home/work/deep/er'), mountOf(two, 'rw', '/home/work/.bashrc')]
      const spec = sessionSpec({ mounts, files })
      await engine.start(spec, never)
      expect(await sh(spec.id, 'ls -A deep/er .bashrc && cat beside && touch deep/er/x .bashrc/y')).toMatchObject({
        stdout: '.bashrc:\n\ndeep/er:\nbeside',
        code: 0,
      })
    })

    test('links in a folder lead nowhere on the machine', async () => {
      const source = await folder()
      await symlink('/etc/shadow', join(source, 'shadow'))
      await symlink(host, join(source, 'host'))
      const id = await started(mountOf(source, 'rw'))
      expect((await sh(id, 'cat data/shadow; ls data/host/')).stdout).toBe('')
    })

    test.runIf(process.geteuid?.() === 0)('what is no directory is not mounted, nor where a link leads', async () => {
      const source = await folder()
      const link = join(host, `link-${++made}`)
      await symlink(source, link)
      const gone = join(host, 'gone')
      for (const path of [link, gone])
        await expect(started(mountOf(path, 'rw'))).rejects.toMatchObject({ code: 'start-failed' })
    })
  })
}
