/** Why a scan is made: its time has come, somebody asked, the list was pushed to, or nobody has looked yet. */
export type ScanCause = 'schedule' | 'asked' | 'push' | 'first'
