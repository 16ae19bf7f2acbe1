/** The columns of the table, and the name by which somebody's choice of them is kept. */
export const usersTable = 'users'

export const userColumns = [
  'email',
  'username',
  'fullName',
  'role',
  'workspaces',
  'projects',
  'policies',
  'twoFactor',
  'lastSignInAt',
  'createdAt',
] as const
export type UserColumn = (typeof userColumns)[number]
