// Views that are loaded when they are shown first.
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

export function later<P extends object = object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null
  return function Later(properties: P) {
    const [View, set] = useState<ComponentType<P> | null>(() => loaded)
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
    return View ? <View {...properties} /> : <p class="quiet">Loading …</p>
  }
}
