/** `localhost` and what is below it are this machine on every system (RFC 6761), whatever a name server says. */
export const isThisMachine = (name: string): boolean => /^(?:.+\.)?localhost\.?$/i.test(name)

/** Whether the public domain name system could know a name at all: not so for machine names and for what networks use inside. */
export const isPublicName = (name: string): boolean =>
  name.includes('.') &&
  !isThisMachine(name) &&
  !/\.(?:local|localdomain6?|internal|intranet|lan|corp|home|private|home\.arpa)\.?$/i.test(name)
