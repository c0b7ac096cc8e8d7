// A browser, and what must never happen in it.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = resolve(import.meta.dirname, '../screenshots')

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--force-prefers-reduced-motion'] })

// Watched is a page, what it complained about, and what it sent.
export interface Watched {
  page: Page
  complaints: string[]
  sent: { url: string; body: string }[]
}

export async function watch(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, acceptDownloads: true, ...options })
  const page = await context.newPage()
  const watched: Watched = { page, complaints: [], sent: [] }
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && watched.complaints.push(`${m.type()}: ${m.text()}`))
  page.on('pageerror', (error) => watched.complaints.push(`thrown: ${error.message}`))
  page.on('request', (request) => watched.sent.push({ url: request.url(), body: request.postData() ?? '' }))
  return watched
}

// accessible fails where axe finds something serious.
export async function accessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const run = (window as unknown as { axe: { run: () => Promise<{ violations: { impact: string; id: string; nodes: { html: string; failureSummary: string }[] }[]; passes: unknown[] }> } }).axe.run
    const { violations, passes } = await run()
    return {
      passes: passes.length,
      serious: violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.map((n) => n.html + ' ' + n.failureSummary).join('; ')}`),
    }
  })
  expect(found.passes, `axe looked at ${where}`).toBeGreaterThan(5)
  expect(found.serious, where).toEqual([])
}

// picture keeps a screenshot beside the page's sources where TERCET_SCREENSHOTS is set; else it only takes one.
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const path = process.env.TERCET_SCREENSHOTS ? { path: `${pictures}/${name}.png` } : {}
  await page.screenshot({ fullPage: true, ...path })
}

// tabTo reaches an element with the keyboard alone.
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${most} presses of Tab do not reach ${target}`)
}
