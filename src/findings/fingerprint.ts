import type {Fingerprint} from './finding.ts'

/** Rule, path and what a finding is about, as sixteen hexadecimal digits: FNV-1a of 64 bits over the UTF-16 units. */
export function fingerprint(rule: string, path: string, key: string): Fingerprint {
  let hash = 0xcbf29ce484222325n
  // A character that none of the three holds keeps `a` + `bc` apart from `ab` + `c`.
  for (const unit of `${rule}\0${path}\0${key}`.split('')) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.charCodeAt(0))) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0') as Fingerprint
}
