import {Buffer} from 'node:buffer'

/**
 * Where a `Location` leads from a page: absolute, with its fragment. Undefined where it can't be read as an address.
 *
 * Header values come as one character a byte. Servers that put UTF-8 there unescaped mean the letters.
 */
export function redirectTarget(location: string, from: string): URL | undefined {
  return URL.parse(asUtf8(location.trim()), from) ?? undefined
}

function asUtf8(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value)) return value
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(Buffer.from(value, 'latin1'))
  } catch {
    return value
  }
}
