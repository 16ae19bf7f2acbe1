import { expect, test } from 'vitest'
import { mountOf } from './mount-of.ts'

const mountinfo = `22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:25 / /proc rw - proc proc rw
40 22 8:17 / /srv/fast\\040disk rw,relatime shared:5 - xfs /dev/sdb1 rw,attr2,prjquota
41 22 0:51 / /srv/net rw - nfs4 server:/export rw,vers=4.2
42 22 8:33 / /srv/net rw - ext4 /dev/sdc1 rw,prjquota
`

test('the mount of a directory is found by its device, else by its path', () => {
  expect(mountOf(mountinfo, '/srv/fast disk/storage', 8 * 256 + 17)).toEqual({
    type: 'xfs',
    point: '/srv/fast disk',
    device: '/dev/sdb1',
    options: ['rw', 'attr2', 'prjquota'],
  })
  expect(mountOf(mountinfo, '/srv/fast', 254 * 256)).toMatchObject({ type: 'ext4', point: '/' })
  // Of two at one place the later one covers the other.
  expect(mountOf(mountinfo, '/srv/net/x', 12_345)).toMatchObject({ type: 'ext4', device: '/dev/sdc1' })
  expect(mountOf(mountinfo, '/srv/network', 12_345)).toMatchObject({ point: '/' })
  expect(mountOf('', '/x', 1)).toMatchObject({ type: 'unknown' })
})
