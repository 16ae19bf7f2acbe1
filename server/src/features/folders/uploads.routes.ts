import type { uploads } from '@berth/contract/folder-files.ts'
import type { uploadBatches } from '@berth/contract/upload-batches.ts'
import type { FastifyReply } from 'fastify'
import type { Handlers } from '../../platform/http/handlers.ts'
import {
  checksumAlgorithms,
  checksumOf,
  newUploadOf,
  numberIn,
  requireTus,
  tusExtensions,
  tusVersion,
} from './uploads/upload-headers.ts'
import type { UploadBatches } from './uploads/upload-batches.ts'
import type { Uploads, UploadState } from './uploads/uploads.ts'

/** Who speaks another version is told which one is understood. */
const tellOf = (reply: FastifyReply) => void reply.headers({ 'tus-resumable': tusVersion, 'tus-version': tusVersion })

const tell = (reply: FastifyReply, { offset, size, expiresAt }: UploadState) => {
  void reply.header('upload-offset', String(offset))
  if (offset < size) void reply.header('upload-expires', expiresAt.toUTCString())
}

export function uploadRoutes(service: Uploads): Handlers<typeof uploads> {
  return {
    async options({ reply }) {
      tellOf(reply)
      void reply.headers({
        'tus-extension': tusExtensions,
        'tus-checksum-algorithm': checksumAlgorithms.join(','),
      })
    },
    list: async ({ caller, params: { id } }) => ({ items: await service.list(caller, id) }),
    async create({ caller, params: { id }, bytes, headers, idempotencyKey, reply }) {
      tellOf(reply)
      requireTus(headers)
      const body = { bytes, checksum: checksumOf(headers) }
      const made = await service.create(caller, id, newUploadOf(headers), body, idempotencyKey)
      void reply.header('location', `/api/v1/folders/${id}/uploads/${made.id}`)
      tell(reply, made)
    },
    async offset({ caller, params: { id, upload }, headers, reply }) {
      tellOf(reply)
      requireTus(headers)
      const state = await service.state(caller, id, upload)
      void reply.header('upload-length', String(state.size))
      tell(reply, state)
    },
    async append({ caller, params: { id, upload }, bytes, headers, reply }) {
      tellOf(reply)
      requireTus(headers)
      const body = { bytes, checksum: checksumOf(headers) }
      tell(reply, await service.append(caller, id, upload, numberIn(headers, 'upload-offset'), body))
    },
    async end({ caller, params: { id, upload }, headers, reply }) {
      tellOf(reply)
      requireTus(headers)
      await service.end(caller, id, upload)
    },
  }
}

export const uploadBatchRoutes = (service: UploadBatches): Handlers<typeof uploadBatches> => ({
  report: async ({ caller, params: { id, batch }, body }) => ({ state: await service.report(caller, id, batch, body) }),
})
