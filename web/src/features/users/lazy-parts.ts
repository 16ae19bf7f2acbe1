/** What only some visits need, each loaded when it is first drawn; the forms bring the schemas with them. */
import { lazy } from 'react'

export const UserFormDialog = lazy(async () => ({ default: (await import('./user-form-dialog.tsx')).UserFormDialog }))
export const UserDetailDialog = lazy(async () => ({ default: (await import('./user-detail.tsx')).UserDetailDialog }))
export const DeactivateDialog = lazy(async () => ({
  default: (await import('./deactivate-dialog.tsx')).DeactivateDialog,
}))
export const UserConfirmation = lazy(async () => ({
  default: (await import('./user-confirmation.tsx')).UserConfirmation,
}))
export const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }))
export const UserExport = lazy(async () => ({ default: (await import('./export-dialog.tsx')).UserExport }))
