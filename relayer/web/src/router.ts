// The page's views by path. A view's path can be linked to, and loaded anew.
import { useEffect, useState } from 'preact/hooks'

const moved = new EventTarget()

// go shows another view. Filters replace the entry in the browser's history, so that Back leaves the view.
export function go(path: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', path)
  moved.dispatchEvent(new Event('moved'))
}

export interface Where {
  path: string
  query: URLSearchParams
}

const here = (): Where => ({ path: location.pathname, query: new URLSearchParams(location.search) })

// useWhere is the view that is shown.
export function useWhere(): Where {
  const [where, set] = useState(here)
  useEffect(() => {
    const update = () => set(here())
    moved.addEventListener('moved', update)
    addEventListener('popstate', update)
    return () => {
      moved.removeEventListener('moved', update)
      removeEventListener('popstate', update)
    }
  }, [])
  return where
}

// followLinks has links inside of the page change the view instead of loading it.
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element | null)?.closest('a')
    if (!link || link.origin !== location.origin || link.hasAttribute('download') || link.target || link.getAttribute('href')?.startsWith('#')) return
    if (link.pathname.startsWith('/v1/')) return
    event.preventDefault()
    go(link.pathname + link.search)
    document.querySelector<HTMLElement>('main')?.focus()
    scrollTo(0, 0)
  })
}
