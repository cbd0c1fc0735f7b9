/** What a server gives to ask it later whether a page has changed, as it came (RFC 9110, sections 8.8.2 and 8.8.3). */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}
