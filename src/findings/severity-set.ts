import type {Severity} from './finding.ts'

/** How a repository sets what is told: `off`, a severity, or a map that may hold one. */
export type SeveritySetting = 'off' | Severity | {readonly severity?: Severity}

/** The severity that counts where a repository may have set one. */
export const severitySet = (setting: SeveritySetting | undefined, byDefault: Severity): 'off' | Severity =>
  (typeof setting === 'object' ? setting.severity : setting) ?? byDefault
