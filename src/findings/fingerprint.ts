import type {Fingerprint} from './finding.ts'

/** Rule, path and what a finding is about, as one hash. */
export const fingerprint = (rule: string, path: string, key: string): Fingerprint =>
  // A character that none of the three holds keeps `a` + `bc` apart from `ab` + `c`.
  hashOf(`${rule}\0${path}\0${key}`) as Fingerprint

/** A text as sixteen hexadecimal digits: FNV-1a of 64 bits over the UTF-16 units. */
export function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const unit of text.split('')) hash = BigInt.asUintN(64, (hash ^ BigInt(unit.charCodeAt(0))) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
