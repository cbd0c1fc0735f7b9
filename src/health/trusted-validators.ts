import type {Validators} from '../verdict/exchange.ts'
import type {PageRecord} from './page-record.ts'

/** Every so many checks are whole ones: what a server says of itself may be wrong. */
const wholeEvery = 4

/** By what a page may be asked whether it has changed; undefined: it is to be asked for as a whole, as what is not plainly alive always is. */
export const trustedValidators = (record: PageRecord | undefined): Validators | undefined =>
  record?.verdict.kind === 'alive' && record.handed === undefined && record.steady % wholeEvery !== 0
    ? record.validators
    : undefined
