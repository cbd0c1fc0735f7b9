/** A scan that has waited so long for its pages ends without them (milliseconds). */
export const longestScanMs = 6 * 3_600_000
