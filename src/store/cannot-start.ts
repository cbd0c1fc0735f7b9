/** Why the app can't start, as one sentence for the operator: shown without a stack. */
export class CannotStart extends Error {}
