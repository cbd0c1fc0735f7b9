import {hashOf} from '../findings/fingerprint.ts'

/** What a link is called where its address is too long or too odd. */
export const linkKey = (url: string): string => hashOf(url.trim())
