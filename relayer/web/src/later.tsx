// Views that are loaded when they are shown first.
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

export function later(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | null = null
  return function Later() {
    const [View, set] = useState<ComponentType | null>(() => loaded)
    const [failed, fail] = useState(false)
    useEffect(() => {
      if (loaded) return
      load().then(
        (view) => {
          loaded = view
          set(() => view)
        },
        () => fail(true),
      )
    }, [])
    if (failed) return <p class="trouble">This view could not be loaded: the server may have been updated. Load the page again.</p>
    return View ? <View /> : <p class="quiet">Loading …</p>
  }
}
