// A chain, a relayer that delivers poems, and the server that shows the page: the real ones, all of them on this machine.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, copyFileSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const built = join(root, '.build')
export const poem = join(root, 'circuits/terzarima/testdata/poems/holds/llm-second-try.txt')

export interface Deployment {
  rpc: string
  escrow: string
  chainId: number
  tokens: Record<string, string>
}

export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), 'tercet-page-'))
  private readonly running: ChildProcess[] = []
  deployment!: Deployment
  url = ''

  // begin starts chain and server, and no relayer yet.
  async begin(): Promise<void> {
    const file = join(this.folder, 'net/deployment.json')
    await this.start('devnet', ['devnet', '--port', '0', '--data', join(this.folder, 'net'), '--block-time', '1s', '--claim-delay', '5s', '--predicate', 'terza-rima'], /other commands find it with/)
    if (!existsSync(file)) throw new Error('the devnet wrote no deployment file')
    this.deployment = JSON.parse(readFileSync(file, 'utf8')) as Deployment
    const [, url] = await this.start('serve', ['serve', '--listen', '127.0.0.1:0', '--confirmations', '1', '--poll', '200ms', '--deployment', file, '--book', join(this.folder, 'book'), '--take-offers'], /^listening {2}(http:\S+)$/m)
    this.url = url!
  }

  // offer has the buyer sign a bid for a poem and post it to the book; it is its hash.
  async offer(): Promise<string> {
    const to = join(this.folder, 'bid.json')
    const args = ['offer', 'bid', '--deployment', join(this.folder, 'net/deployment.json'), '--key-file', join(this.folder, 'net/keys/buyer.key')]
    const terms = ['--predicate', 'terza-rima', '--price', '0.002', '--start', '+1h', '--end', '+2h', '--settle-by', '+3h', '--task', 'A poem on offers', '--unsealed']
    const [, hash] = await this.start('offer', [...args, ...terms, '--out', to, '--approve', '--post', this.url], /offer (0x[0-9a-f]{64}) is in the book/)
    return hash!
  }

  // relay starts a relayer that has a poem in hand.
  async relay(): Promise<void> {
    const attempts = join(this.folder, 'attempts')
    mkdirSync(attempts)
    copyFileSync(poem, join(attempts, '1.txt'))
    const file = join(this.folder, 'net/deployment.json')
    await this.start(
      'relayer',
      ['run', '--rpc', this.deployment.rpc, '--deployment', file, '--key-file', join(this.folder, 'net/keys/provider.key'), '--data', join(this.folder, 'relayer'), '--executor', 'files', '--executor-setting', `folder=${attempts}`],
      /./,
    )
  }

  // key is the private key of one of the devnet's accounts, which are public.
  key(name: string): `0x${string}` {
    return readFileSync(join(this.folder, `net/keys/${name}.key`), 'utf8').trim() as `0x${string}`
  }

  async end(): Promise<void> {
    for (const process of this.running.reverse()) {
      if (process.exitCode !== null || process.signalCode !== null) continue
      const ended = once(process, 'exit')
      process.kill('SIGTERM')
      await ended
    }
    rmSync(this.folder, { recursive: true, force: true })
  }

  private start(name: string, args: string[], until: RegExp): Promise<RegExpExecArray> {
    return start(name, join(built, 'tercet'), args, until, this.running)
  }
}

// start runs a program until it has said something.
export function start(name: string, program: string, args: string[], until: RegExp, running: ChildProcess[]): Promise<RegExpExecArray> {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let said = ''
  return new Promise((done, fail) => {
    const hear = (text: Buffer) => {
      said = (said + text.toString()).slice(-20_000)
      const match = until.exec(said)
      if (match) done(match)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', fail)
    child.on('exit', (code) => fail(new Error(`${name} ended with ${code} before it said ${until}:\n${said}`)))
  })
}

export const many = (running: ChildProcess[]) => start('many', join(built, 'many'), [], /^listening {2}(http:\S+)$/m, running)
