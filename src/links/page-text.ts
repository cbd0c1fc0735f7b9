/**
 * Bytes of a page as text: by the charset that the server names, else by the one that the page itself names at its start, else UTF-8.
 * Never throws: bytes that fit nowhere become replacement characters.
 */
export function pageText(bytes: Buffer, contentType: string): string {
  const named = charsetIn(contentType) ?? charsetIn(bytes.subarray(0, 1024).toString('latin1'))
  try {
    return new TextDecoder(named ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

const charsetIn = (text: string): string | undefined => /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(text)?.[1]
