/** The requests that an engine may have open at once, shared by all its runs. */
export interface Seats {
  /** `onRoom` is called when a seat that was refused may be had, and then all that is wanted is to be taken. */
  readonly join: (isPatient: boolean, onRoom: () => void) => Seat
}

/** What one run has of them. */
export interface Seat {
  /** One more, if there is one. Who gets none is called (`onRoom`) once there is one for it. */
  readonly take: () => boolean
  /** One of those that were taken is free again. */
  readonly give: () => void
  /** Waits no longer. What is still taken has to be given. */
  readonly leave: () => void
}

/** Of all seats, those that patient runs don't get: if all that is open hangs, somebody who waits need not. */
const reservedShare = 1 / 4

interface Guest {
  readonly isPatient: boolean
  readonly onRoom: () => void
  taken: number
}

/**
 * Who gets a seat where there are fewer than are wanted: runs that somebody waits for before patient ones, and among equals the one that has the fewest, so
 * that a large run holds up no small one.
 */
export function openSeats(most: number): Seats {
  const forPatient = Math.max(1, Math.ceil(most * (1 - reservedShare)))
  const waiting = new Set<Guest>()
  let taken = 0
  let takenByPatient = 0

  const hasRoom = ({isPatient}: Guest): boolean => taken < most && (!isPatient || takenByPatient < forPatient)
  const goesBefore = (one: Guest, other: Guest): boolean =>
    one.isPatient === other.isPatient ? one.taken < other.taken : other.isPatient

  function next(): Guest | undefined {
    let best: Guest | undefined
    for (const guest of waiting) if (hasRoom(guest) && (best === undefined || goesBefore(guest, best))) best = guest
    return best
  }

  function count(guest: Guest, more: 1 | -1): void {
    guest.taken += more
    taken += more
    if (guest.isPatient) takenByPatient += more
  }

  /** Each round a seat is taken, or somebody does not wait any more. */
  function offer(): void {
    for (let guest = next(); guest !== undefined; guest = next()) {
      waiting.delete(guest)
      guest.onRoom()
    }
  }

  return {
    join(isPatient, onRoom) {
      const guest: Guest = {isPatient, onRoom, taken: 0}
      return {
        take() {
          const rival = next()
          if (!hasRoom(guest) || (rival !== undefined && rival !== guest && goesBefore(rival, guest))) {
            waiting.add(guest)
            return false
          }
          waiting.delete(guest)
          count(guest, 1)
          return true
        },
        give() {
          count(guest, -1)
          offer()
        },
        leave: () => void waiting.delete(guest),
      }
    },
  }
}
