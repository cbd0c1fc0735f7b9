import fc from 'fast-check'
import {expect, test} from 'vitest'
import {openSeats, type Seat} from '../../src/links/seats.ts'

/** A run that wants so many more seats, and takes them as soon as it may. */
function openGuest(seats: ReturnType<typeof openSeats>, isPatient: boolean) {
  let wants = 0
  let taken = 0
  const seat: Seat = seats.join(isPatient, take)
  function take(): void {
    while (wants > 0 && seat.take()) {
      wants -= 1
      taken += 1
    }
  }
  return {
    isPatient,
    taken: () => taken,
    wants: () => wants,
    want(more: number): void {
      wants += more
      take()
    },
    give(): void {
      if (taken === 0) return
      taken -= 1
      seat.give()
      take()
    },
    leave(): void {
      wants = 0
      seat.leave()
    },
  }
}

test('whatever runs want and give: never more than there are, a quarter is not for patient runs, and nobody waits where there is room', () => {
  const step = fc.record({guest: fc.nat(4), does: fc.constantFrom('want', 'give', 'leave'), count: fc.integer({min: 1, max: 9})})
  fc.assert(
    fc.property(fc.integer({min: 1, max: 12}), fc.array(step, {maxLength: 60}), (most, steps) => {
      const seats = openSeats(most)
      const guests = [true, true, true, false, false].map(isPatient => openGuest(seats, isPatient))
      const takenBy = (which: readonly (typeof guests)[number][]): number => which.reduce((sum, guest) => sum + guest.taken(), 0)
      const patient = guests.filter(({isPatient}) => isPatient)
      const forPatient = Math.max(1, Math.ceil(most * 0.75))
      for (const {guest, does, count} of steps) {
        const one = guests[guest]
        if (does === 'want') one?.want(count)
        else if (does === 'give') one?.give()
        else one?.leave()
        expect(takenBy(guests)).toBeLessThanOrEqual(most)
        expect(takenBy(patient)).toBeLessThanOrEqual(forPatient)
        for (const {isPatient, wants} of guests)
          if (wants() > 0) expect(takenBy(guests) === most || (isPatient && takenBy(patient) === forPatient)).toBe(true)
      }
      for (const guest of guests) while (guest.taken() > 0 || guest.wants() > 0) for (const each of guests) each.give()
      expect(takenBy(guests)).toBe(0)
    }),
  )
})

test('a run that somebody waits for finds seats however many scans hang, and goes first where one is free', () => {
  const seats = openSeats(8)
  const scan = openGuest(seats, true)
  scan.want(100)
  expect(scan.taken()).toBe(6)
  const pull = openGuest(seats, false)
  pull.want(5)
  expect(pull.taken()).toBe(2)
  scan.give()
  scan.give()
  expect([scan.taken(), pull.taken()]).toEqual([4, 4])
  scan.give()
  expect([scan.taken(), pull.taken()]).toEqual([3, 5])
  scan.give()
  expect([scan.taken(), pull.taken()]).toEqual([3, 5])
})

test('runs of one kind come to have the same', () => {
  const seats = openSeats(16)
  const guests = [1, 2, 3].map(() => openGuest(seats, true))
  for (const guest of guests) guest.want(1000)
  for (let round = 0; round < 20; round += 1) guests[0]?.give()
  expect(guests.map(guest => guest.taken())).toEqual([4, 4, 4])
})
