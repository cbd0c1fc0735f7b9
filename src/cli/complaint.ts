/**
 * Why a command could not run: sentences for a person, saying what, where and what to do.
 *
 * Several at once, so that who mends one does not meet the next one only then. They may hold any name: who prints them makes them harmless.
 */
export class Complaint extends Error {
  readonly sentences: readonly string[]

  constructor(...sentences: readonly string[]) {
    super(sentences.join(' '))
    this.sentences = sentences
  }
}
