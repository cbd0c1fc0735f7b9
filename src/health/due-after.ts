import type {PageRecord} from './page-record.ts'

/** When a page is to be checked again, even if no scan asks (epoch milliseconds). `holders`: how many repositories hold it. */
export const dueAfter = ({checkedMs}: PageRecord, _holders: number): number => checkedMs + 7 * 86_400_000
