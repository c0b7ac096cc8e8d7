// Writes src/wallet/abi.ts: what the page calls of the contracts, and how they refuse, out of the bindings.
import { readFileSync, writeFileSync } from 'node:fs'

const wanted = {
  escrowAbi: { has: 'announce', functions: ['open', 'reclaim', 'statusOf', 'isApprovedForAll'], events: ['Opened'] },
  offersAbi: { has: 'fillAsk', functions: ['fillAsk', 'quoteAsk', 'takenOf', 'cancelledNonces'], events: ['AskFilled'] },
}

const abis = [...readFileSync('../../bindings/contracts.go', 'utf8').matchAll(/ABI: +("\[(?:[^"\\]|\\.)*")/g)].map((m) => JSON.parse(JSON.parse(m[1])))
const named = (entry, type, name) => entry.type === type && entry.name === name

let out = '// Written by abi.mjs out of bindings/contracts.go. Do not edit.\n'
for (const [name, { has, functions, events }] of Object.entries(wanted)) {
  const found = abis.filter((abi) => abi.some((entry) => named(entry, 'function', has)))
  const abi = found.find((abi) => functions.every((f) => abi.some((entry) => named(entry, 'function', f))))
  if (!abi) throw new Error(`no contract in the bindings has ${functions.join(', ')}`)
  const kept = abi.filter((e) => (e.type === 'function' && functions.includes(e.name)) || (e.type === 'event' && events.includes(e.name)) || e.type === 'error')
  out += `\nexport const ${name} = ${JSON.stringify(kept, null, 1)} as const\n`
}
writeFileSync('src/wallet/abi.ts', out)
