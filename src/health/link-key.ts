/** What a link is called where its address is too long or too odd: sixteen hexadecimal digits, FNV-1a of 64 bits over the UTF-16 units. */
export function linkKey(url: string): string {
  let hash = 0xcbf29ce484222325n
  for (const unit of url.trim().split('')) hash = BigInt.asUintN(64, (hash ^ BigInt(unit.charCodeAt(0))) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}
