/** Why a command could not run: whole sentences for a person, saying what, where and what to do. */
export class Complaint extends Error {}

/** Several at once: who fixes one should not meet the next one only then. */
export const complain = (sentences: readonly string[]): never => {
  throw new Complaint(sentences.join('\n'))
}
