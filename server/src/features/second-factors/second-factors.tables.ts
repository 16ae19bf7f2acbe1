import type { ColumnType } from 'kysely'

export interface SecondFactorsTable {
  user_id: string
  secret: Buffer
  /** The driver reads a bigint as text. */
  last_step: ColumnType<string, number, number>
  created_at: Date
}

export interface SecondFactorOffersTable {
  user_id: string
  secret: Buffer
  expires_at: Date
}

export interface RecoveryCodesTable {
  user_id: string
  code_hash: Buffer
  used_at: Date | null
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    second_factors: SecondFactorsTable
    second_factor_offers: SecondFactorOffersTable
    recovery_codes: RecoveryCodesTable
  }
}
