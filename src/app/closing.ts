/** What is open, to be closed in reverse: whatever was opened later may need what was opened before. */
export class Closing {
  readonly #steps: {readonly what: string; readonly close: () => Promise<unknown>}[] = []

  add(what: string, close: () => Promise<unknown>): void {
    this.#steps.push({what, close})
  }

  /** Closes everything, also when something fails; then rejects with the first failure. */
  async close(): Promise<void> {
    let failure: Error | undefined
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      const {what, close} = step
      await close().catch((cause: unknown) => {
        failure ??= new Error(`The ${what} did not close`, {cause})
      })
    }
    if (failure !== undefined) throw failure
  }
}
