/** What only some visits need, each loaded when it is first drawn; the forms bring the schemas with them. */
import { lazyPart } from '../../ui/lazy-part.ts'

export const UserFormDialog = lazyPart(async () => (await import('./user-form-dialog.tsx')).UserFormDialog)
export const UserDetailDialog = lazyPart(async () => (await import('./user-detail.tsx')).UserDetailDialog)
export const DeactivateDialog = lazyPart(async () => (await import('./deactivate-dialog.tsx')).DeactivateDialog)
export const UserConfirmation = lazyPart(async () => (await import('./user-confirmation.tsx')).UserConfirmation)
export const ImportDialog = lazyPart(async () => (await import('./import-dialog.tsx')).ImportDialog)
export const UserExport = lazyPart(async () => (await import('./export-dialog.tsx')).UserExport)
