/** What is known of a site, as JSON: numbers by name, for the link engine alone to read. */
export type PlainSite = Readonly<Record<string, number>>
