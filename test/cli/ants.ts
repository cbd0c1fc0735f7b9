const names = 'Army Fire Leaf Wood Weaver Honey Bull Carpenter Trap'.split(' ')

/** A list of nine entries that are written alike, and more. Nothing is there to be found at its addresses. */
export const ants = (more = ''): string =>
  `# Ants\n\n${names.map(name => `- [${name}](https://${name.toLowerCase()}.example) - Builds hills.\n`).join('')}${more}`
