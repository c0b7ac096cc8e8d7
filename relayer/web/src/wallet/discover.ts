// Wallets of this browser: those that tell of themselves (EIP-6963), and the one that there is without (EIP-1193).
import { useEffect, useState } from 'preact/hooks'
import type { EIP1193Provider } from 'viem'

export interface Wallet {
  id: string
  name: string
  provider: EIP1193Provider
}

interface Announced extends Event {
  detail?: { info?: { uuid?: unknown; name?: unknown }; provider?: EIP1193Provider }
}

// useWallets is every wallet that has told of itself so far. What a wallet calls itself proves nothing.
export function useWallets(): Wallet[] {
  const [wallets, set] = useState<Wallet[]>([])
  useEffect(() => {
    const add = (wallet: Wallet) => set((all) => (all.some((w) => w.id === wallet.id) ? all : [...all, wallet]))
    const hear = (event: Event) => {
      const { info, provider } = (event as Announced).detail ?? {}
      if (typeof info?.uuid === 'string' && typeof info.name === 'string' && provider) add({ id: info.uuid, name: info.name, provider })
    }
    addEventListener('eip6963:announceProvider', hear)
    dispatchEvent(new Event('eip6963:requestProvider'))
    return () => removeEventListener('eip6963:announceProvider', hear)
  }, [])
  const injected = (window as { ethereum?: EIP1193Provider }).ethereum
  return wallets.length > 0 || !injected ? wallets : [{ id: 'injected', name: 'The wallet of this browser', provider: injected }]
}
