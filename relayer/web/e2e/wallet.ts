// A wallet as a browser has one, injected into the page: it tells of itself as EIP-6963 has it, answers as EIP-1193 has it, and signs
// with a key that stays outside of the page.
import type { Page } from 'playwright-core'
import { createWalletClient, http, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

interface Request {
  method: string
  params?: unknown[]
}

// Wallet is what the wallet was asked for.
export interface Wallet {
  address: string
  signed: { to: Hex; data: Hex }[]
  refuse: boolean // what is to be signed next
  chainId: number
}

export async function inject(page: Page, rpc: string, key: Hex, chainId: number): Promise<Wallet> {
  const account = privateKeyToAccount(key)
  const client = createWalletClient({ account, transport: http(rpc) })
  const wallet: Wallet = { address: account.address, signed: [], refuse: false, chainId }
  await page.exposeFunction('askWallet', async ({ method, params }: Request): Promise<{ result?: unknown; error?: object }> => {
    try {
      switch (method) {
        case 'eth_requestAccounts':
        case 'eth_accounts':
          return { result: [account.address] }
        case 'eth_chainId':
          return { result: '0x' + wallet.chainId.toString(16) }
        case 'wallet_switchEthereumChain':
          return { error: { code: 4902, message: 'This chain is not known to the wallet.' } }
        case 'eth_sendTransaction': {
          if (wallet.refuse) return { error: { code: 4001, message: 'User rejected the request.' } }
          const { to, data } = (params as [{ to: Hex; data: Hex }])[0]
          wallet.signed.push({ to, data })
          return { result: await client.sendTransaction({ to, data, chain: null }) }
        }
      }
      const response = await fetch(rpc, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: params ?? [] }),
      })
      return (await response.json()) as { result?: unknown; error?: object }
    } catch (error) {
      return { error: { code: -32603, message: String(error) } }
    }
  })
  await page.addInitScript(() => {
    const ask = (window as unknown as { askWallet: (r: unknown) => Promise<{ result?: unknown; error?: object }> }).askWallet
    const provider = {
      request: async (request: unknown) => {
        const { result, error } = await ask(request)
        if (error) throw Object.assign(new Error((error as { message: string }).message), error)
        return result
      },
      on: () => undefined,
      removeListener: () => undefined,
    }
    const detail = Object.freeze({ info: { uuid: '350670db-19fa-4704-a166-e52e178b59d2', name: 'Test Wallet', icon: 'data:,', rdns: 'example.wallet' }, provider })
    const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
    window.addEventListener('eip6963:requestProvider', announce)
    announce()
  })
  return wallet
}
