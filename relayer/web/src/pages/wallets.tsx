import type { EIP1193Provider } from 'viem'
import { clean } from '../format'
import { useWallets } from '../wallet/discover'

// Wallets are those of this browser, to connect one.
export function Wallets({ connect, busy }: { connect: (provider: EIP1193Provider) => void; busy?: boolean }) {
  const wallets = useWallets()
  if (wallets.length === 0) return <p>No wallet has told this page of itself. Install one in your browser, or use the command line.</p>
  return (
    <p>
      {wallets.map((w) => (
        <button key={w.id} type="button" disabled={busy} onClick={() => connect(w.provider)}>
          Connect <bdi>{clean(w.name, 40)}</bdi>
        </button>
      ))}
    </p>
  )
}
