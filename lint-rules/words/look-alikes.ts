/** Letters of other scripts that look like Latin ones. */
const alike: ReadonlyMap<string, string> = new Map([
  ...pairs('аеѕіјкморстухѵԁԛԝһёӏпгь', 'aesijkmopctyxvdqwhelnrb'),
  ...pairs('οανικρτυχϲε', 'oavikptuxce'),
  ...pairs('օսոհ', 'ounh'),
])

function pairs(letters: string, latin: string): [string, string][] {
  return [...letters].map((letter, index) => [letter, latin[index] ?? ''])
}

/**
 * A host with the Latin letters that it looks like it had. Undefined where each of its labels is of one script, or holds letters that look
 * like nothing Latin: nobody is deceived by those.
 */
export function latinFor(host: string): string | undefined {
  if (/^[\x21-\x7E]*$/.test(host)) return undefined
  const labels = host.split('.').map(label => {
    if (!/[a-z]/i.test(label) || !/[^\x21-\x7E]/.test(label)) return label
    const latin = [...label.normalize('NFKC').toLowerCase()].map(letter => alike.get(letter) ?? letter).join('')
    return /^[a-z\d-]+$/.test(latin) ? latin : label
  })
  const latin = labels.join('.')
  return latin === host ? undefined : latin
}
