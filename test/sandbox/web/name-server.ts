import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {type Answer, decode, encode, type Packet} from 'dns-packet'

/** What is known of a name: its IPv4 addresses, that there is no such name, or that we are not the one to ask. */
export type NameAnswer = readonly string[] | 'no such domain' | 'not ours'

export interface NameServer {
  /** `127.0.0.1:PORT`, over UDP. */
  readonly address: string
  close(): Promise<void>
}

/** Response codes of RFC 1035, which dns-packet takes in the low bits of `flags`. */
const responseCode = {'no such domain': 3, 'not ours': 5} as const

/** A name server of our own: it answers what `resolve` says, and has IPv4 addresses only. */
export async function startNameServer(resolve: (name: string) => NameAnswer): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const query = decode(message)
    socket.send(encode(answerTo(query, resolve)), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise(resolve => socket.close(resolve)),
  }
}

function answerTo({id, questions = []}: Packet, resolve: (name: string) => NameAnswer): Packet {
  const question = questions[0]
  const known = question === undefined ? 'not ours' : resolve(question.name.toLowerCase())
  const code = typeof known === 'string' ? responseCode[known] : 0
  // A known name without an address of the asked family is an empty answer, not "no such domain".
  const addresses = question?.type === 'A' && typeof known !== 'string' ? known : []
  const answers = addresses.map((data): Answer => ({type: 'A', name: question?.name ?? '', ttl: 1, data}))
  return {type: 'response', flags: authoritative | code, questions, answers, ...(id === undefined ? {} : {id})}
}

const authoritative = 1 << 10
