// A chain, a relayer that delivers poems, and the server that shows the page: the real ones, all of them on this machine.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, copyFileSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../../..')
const built = join(root, '.build')
export const poem = join(root, 'circuits/terzarima/testdata/poems/holds/llm-second-try.txt')

export interface Deployment {
  rpc: string
  escrow: string
  offers: string
  chainId: number
  tokens: Record<string, string>
}

export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), 'tercet-page-'))
  private readonly running: ChildProcess[] = []
  private server!: ChildProcess
  deployment!: Deployment
  url = ''

  // begin starts chain and server, and no relayer yet.
  async begin(): Promise<void> {
    const file = this.deploymentFile
    await this.start('devnet', ['devnet', '--port', '0', '--data', join(this.folder, 'net'), '--block-time', '1s', '--claim-delay', '5s', '--predicate', 'terza-rima'], /other commands find it with/)
    if (!existsSync(file)) throw new Error('the devnet wrote no deployment file')
    this.deployment = JSON.parse(readFileSync(file, 'utf8')) as Deployment
    const [, url] = await this.start('serve', ['serve', '--listen', '127.0.0.1:0', '--confirmations', '1', '--poll', '200ms', '--deployment', file, '--book', join(this.folder, 'book'), '--take-offers'], /^listening {2}(http:\S+)$/m)
    this.url = url!
    this.server = this.running.at(-1)!
  }

  // hang has the server answer nothing, and keep its connections, until it is called again with false.
  hang(whether: boolean): void {
    this.server.kill(whether ? 'SIGSTOP' : 'SIGCONT')
  }

  // offer has the buyer sign a bid for a poem and post it to the book; it is its hash.
  offer(): Promise<string> {
    return this.sign('bid', 'buyer', ['--price', '0.002', '--start', '+1h', '--end', '+2h', '--settle-by', '+3h', '--task', 'A poem on offers', '--unsealed', '--approve'])
  }

  // ask has the provider sign an ask for two poems, whose tasks it looks at first, and post it to the book; it is its hash.
  ask(name: string, more: string[] = []): Promise<string> {
    const times = ['--start', '+2h', '--end', '+4h', '--settle-by', '+6h', '--review', '1h', '--expires', '+30m']
    return this.sign(name, 'provider', ['--price', '0.006', '--quantity', '2', '--min-fill', '1', '--bond', '0.001', ...times, ...more])
  }

  // file is where an offer that was signed under a name lies.
  file = (name: string): string => join(this.folder, `${name}.json`)

  private get deploymentFile(): string {
    return join(this.folder, 'net/deployment.json')
  }

  private async sign(name: string, who: string, terms: string[]): Promise<string> {
    const kind = who === 'buyer' ? 'bid' : 'ask'
    const args = ['offer', kind, '--deployment', this.deploymentFile, '--key-file', join(this.folder, `net/keys/${who}.key`), '--predicate', 'terza-rima']
    const [, hash] = await this.start('offer', [...args, ...terms, '--out', this.file(name), '--post', this.url], /offer (0x[0-9a-f]{64}) is in the book/)
    return hash!
  }

  // cancel has the provider call off an ask.
  async cancel(name: string): Promise<void> {
    await this.done('cancel', ['offer', 'cancel', this.file(name), '--deployment', this.deploymentFile, '--key-file', this.providerKey])
  }

  // ahead moves the chain's time.
  async ahead(seconds: number): Promise<void> {
    for (const [method, params] of [
      ['evm_increaseTime', [seconds]],
      ['evm_mine', []],
    ] as const) {
      const response = await fetch(this.deployment.rpc, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      })
      const { error } = (await response.json()) as { error?: { message: string } }
      if (error) throw new Error(`${method}: ${error.message}`)
    }
  }

  private get providerKey(): string {
    return join(this.folder, 'net/keys/provider.key')
  }

  // relay starts a relayer that has a poem in hand, and accepts forwards.
  async relay(): Promise<void> {
    const attempts = join(this.folder, 'attempts')
    mkdirSync(attempts)
    copyFileSync(poem, join(attempts, '1.txt'))
    const file = this.deploymentFile
    const token = this.deployment.tokens.WBTC!
    await this.done('allow', ['forward', 'allow', token, '0.01', '--deployment', file, '--key-file', this.providerKey])
    await this.start(
      'relayer',
      ['run', '--accept', '--max-bond', `${token}=1000000`, '--rpc', this.deployment.rpc, '--deployment', file, '--key-file', this.providerKey, '--data', join(this.folder, 'relayer'), '--executor', 'files', '--executor-setting', `folder=${attempts}`],
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

  private done(name: string, args: string[]): Promise<unknown> {
    return promisify(execFile)(join(built, 'tercet'), args, { cwd: root }).catch((error: unknown) => {
      throw new Error(`${name}: ${String(error)}`)
    })
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
