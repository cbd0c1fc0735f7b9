import {Socket} from 'node:net'
import {onTestFinished, vi} from 'vitest'

/** Every address that this process tried to open a TCP connection to since then: `127.0.0.1:80`, `[::1]:80`. Also those where nobody listens. */
export function spyOnConnections(): readonly string[] {
  const attempts: string[] = []
  const watched = new WeakSet<Socket>()
  const connect = Socket.prototype.connect
  const spy = vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
    if (!watched.has(this)) {
      watched.add(this)
      // Told of before the attempt, after any lookup: what the system is asked to connect to.
      this.on('connectionAttempt', (address: string, port: number) => {
        attempts.push(`${address.includes(':') ? `[${address}]` : address}:${port}`)
      })
    }
    return Reflect.apply(connect, this, args)
  })
  onTestFinished(() => spy.mockRestore())
  return attempts
}
