/** One attempt to deliver an event to the app. A redelivery is another attempt of the same GUID. */
export interface Delivery {
  readonly id: number
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly deliveredMs: number
  readonly redelivery: boolean
  /** Real time until the answer. */
  readonly tookMs: number
  /** As GitHub lists it: `OK`, `Invalid HTTP Response: 503`, `timed out`, `failed to connect to host`; undefined while under way. */
  readonly outcome: string | undefined
  readonly statusCode: number
  readonly payload: unknown
}
