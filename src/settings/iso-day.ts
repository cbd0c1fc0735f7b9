const days = new Intl.DateTimeFormat('en-CA', {timeZone: 'UTC', year: 'numeric', month: '2-digit', day: '2-digit'})

/** The day (UTC) in which a moment lies, `2027-01-31`. Such days are ordered like their texts. */
export const isoDay = (atMs: number): string => days.format(atMs)
