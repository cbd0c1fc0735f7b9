import {fingerprint} from '../findings/fingerprint.ts'
import type {CheckMarker} from '../markdown/marker.ts'

/** What a pull request is like beside its commit, short: another base branch or the end of a draft makes it another. */
export const momentOf = ({base, draft}: {readonly base: string; readonly draft: boolean}): string =>
  fingerprint('moment', base, String(draft))

/**
 * Whether all that can be said about this commit was said, as its check run remembers: then what changed since is others' doing (the
 * base branch moved, a link died), and a comment about it would be out of place.
 */
export const wasToldAloud = (checkRun: CheckMarker | undefined, moment: string): boolean => checkRun?.aloud === moment
