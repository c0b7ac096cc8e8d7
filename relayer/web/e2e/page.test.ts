import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { decodeFunctionData, erc20Abi, getAddress, stringToHex } from 'viem'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OfferDetail as Told } from '../src/api/client'
import { escrowAbi, offersAbi } from '../src/wallet/abi'
import { accessible, launch, picture, tabTo, watch, type Watched } from './browser'
import { many, poem, Stage } from './stage'
import { inject, type Wallet } from './wallet'

const stage = new Stage()
let browser: Browser
let buyer: Watched
let watcher: Watched // of the curve, which is never loaded again
let wallet: Wallet
let forward = ''
let ask = '' // that the provider signed
let taken = '' // the forward that a part of it became

beforeAll(async () => {
  await stage.begin()
  browser = await launch()
  buyer = await watch(browser)
  watcher = await watch(browser)
  wallet = await inject(buyer.page, stage.deployment.rpc, stage.key('buyer'), stage.deployment.chainId)
})

// delivered is the curve's column of deliveries.
const delivered = () => watcher.page.locator('td:last-child').allTextContents()

afterAll(async () => {
  await browser?.close()
  await stage.end()
})

it('begins with no forwards, and says so', async () => {
  const { page } = buyer
  await page.goto(stage.url)
  await page.getByText('Nobody has opened a forward at this escrow yet.').waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  await watcher.page.goto(stage.url + '/curve')
  await watcher.page.getByText('No forward is on the curve yet.').waitFor()
})

it('opens a forward with the wallet, by keyboard alone', async () => {
  const { page } = buyer
  await tabTo(page, page.getByRole('link', { name: 'Open one' }))
  await page.keyboard.press('Enter')
  const price = page.getByLabel(/^Price/)
  await price.waitFor()
  const type = async (label: RegExp, text: string) => {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.type(text)
  }
  await type(/^Task/, 'A poem in terza rima on proofs')
  await type(/^Price/, '0.0015')
  const start = page.getByLabel(/^Delivered from/)
  await start.fill(new Date(Date.now() - 3_600_000).toISOString().slice(0, 16))
  await accessible(page, 'the form')
  await picture(page, 'open')
  await tabTo(page, page.getByRole('button', { name: 'See what will be signed' }))
  await page.keyboard.press('Enter')

  await page.getByText('What you are about to sign').waitFor()
  await page.getByText('development key').waitFor()
  expect(wallet.signed).toEqual([])
  const download = page.waitForEvent('download')
  await tabTo(page, page.getByRole('button', { name: 'Save the sealing key' }))
  await page.keyboard.press('Enter')
  await (await download).saveAs(join(stage.folder, 'buyer.seal'))
  await tabTo(page, page.getByRole('checkbox'))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Connect Test Wallet' }))
  await page.keyboard.press('Enter')
  const sign = page.getByRole('button', { name: 'Sign and open' })
  await sign.waitFor()
  expect(await sign.isDisabled()).toBe(true) // a click on Save is no file
  const saved = page.getByLabel('The file that you saved')
  await saved.setInputFiles({ name: 'other.seal', mimeType: 'text/plain', buffer: Buffer.from(`tercet-sealing-key:0x${'0'.repeat(63)}7\n`) })
  await page.getByText('That file holds another key').waitFor()
  expect(await sign.isDisabled()).toBe(true)
  await saved.setInputFiles(join(stage.folder, 'buyer.seal'))
  await page.getByText('It is there, and it is the right one.').waitFor()
  await accessible(page, 'the review')
  await picture(page, 'review')

  wallet.refuse = true // whoever changes their mind in the wallet has signed nothing
  await tabTo(page, sign)
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('rejected').waitFor()
  wallet.refuse = false
  wallet.chainId = 1 // and one that was moved to another chain is not asked
  await sign.click()
  await page.getByRole('alert').getByText('another chain').waitFor()
  expect(wallet.signed).toEqual([])
  wallet.chainId = stage.deployment.chainId
  await sign.click()
  await page.waitForURL(/\/forwards\/0x[0-9a-f]{64}$/)
  forward = page.url().slice(-66)
  expect(wallet.signed.map((s) => s.to.toLowerCase())).toEqual([stage.deployment.tokens.WBTC, stage.deployment.escrow])
  const [approved, opened] = wallet.signed
  const allowed = decodeFunctionData({ abi: erc20Abi, data: approved!.data })
  expect(allowed).toEqual({ functionName: 'approve', args: [getAddress(stage.deployment.escrow), 150_000n] })
  const { functionName, args } = decodeFunctionData({ abi: escrowAbi, data: opened!.data })
  expect(functionName).toBe('open')
  expect(args).toEqual([
    expect.objectContaining({ token: getAddress(stage.deployment.tokens.WBTC!), price: 150_000n, quantity: 1n, acceptBy: 0n, bond: 0n }),
    wallet.address,
    expect.any(String),
    expect.any(String),
    stringToHex('A poem in terza rima on proofs'),
  ])
  await page.getByRole('heading', { name: 'deliverable' }).waitFor()
})

it('has the curve show the forward, and no delivery yet', async () => {
  await watcher.page.getByRole('cell', { name: '0.0015 (1)' }).first().waitFor()
  expect(new Set(await delivered())).toEqual(new Set(['–']))
})

it('shows the forward settle while it is looked at', async () => {
  const { page } = buyer
  await page.evaluate(() => Object.assign(window, { notReloaded: true }))
  await page.getByText('Nothing was delivered yet').waitFor()
  await stage.relay()
  await page.getByRole('heading', { name: 'settled' }).waitFor({ timeout: 240_000 })
  await page.getByRole('heading', { name: 'Delivery 1' }).waitFor()
  expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
  await watcher.page.locator('td:last-child').getByText('0.0015 (1)').first().waitFor()
})

it('unseals the poem, and the key goes nowhere', async () => {
  const { page, sent } = buyer
  const input = page.getByLabel(/sealing key/)
  await input.setInputFiles({ name: 'other.seal', mimeType: 'text/plain', buffer: Buffer.from(`tercet-sealing-key:0x${'0'.repeat(63)}7\n`) })
  await page.getByText('sealed to another key').waitFor()
  await input.setInputFiles({ name: 'account.key', mimeType: 'text/plain', buffer: Buffer.from(stage.key('buyer')) })
  await page.getByText('holds no sealing key').waitFor()
  await input.setInputFiles(join(stage.folder, 'buyer.seal'))
  const shown = page.locator('pre.output')
  await shown.waitFor()
  expect((await shown.textContent())?.trim()).toBe(readFileSync(poem, 'utf8').trim())
  const secret = readFileSync(join(stage.folder, 'buyer.seal'), 'utf8').trim().slice(-64)
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  for (const request of sent) {
    expect(new URL(request.url).origin).toBe(stage.url)
    expect(request.url + request.body).not.toContain(secret)
  }
  expect(sent.length).toBeGreaterThan(10)
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML]))
  expect(kept).not.toContain(secret)
})

it('audits it, and says what remains trusted', async () => {
  const { page } = buyer
  await page.getByRole('button', { name: 'Audit now' }).click()
  await page.getByText('Verdict: holds').waitFor({ timeout: 120_000 })
  await page.getByRole('heading', { name: 'What remains trusted' }).waitFor()
  await accessible(page, 'the forward')
  await picture(page, 'forward')
})

it('has the curve move with it, and exports it', async () => {
  const { page } = watcher
  expect(await delivered()).toContain('0.0015 (1)')
  await page.getByRole('group', { name: /^Chart of/ }).focus()
  const said: (string | null)[] = []
  for (const key of ['Home', 'ArrowRight']) {
    await page.keyboard.press(key)
    said.push(await page.locator('.reading').textContent())
  }
  expect(said.join()).toContain('deliveries 0.0015 (1)')
  await accessible(page, 'the curve')
  await picture(page, 'curve')
  const csv = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  expect(readFileSync(await (await csv).path(), 'utf8')).toMatch(/,deliveries,0\.0015,1,1\r\n/)
  const svg = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as SVG' }).click()
  const drawn = readFileSync(await (await svg).path(), 'utf8')
  expect(drawn).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  expect(drawn).not.toMatch(/class=|style=|href=/)
  expect(watcher.complaints).toEqual([])
})

it('finds the forward in the list, filtered and not', async () => {
  const { page } = buyer
  await page.getByRole('link', { name: 'Forwards', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: 'settled' })
  await row.getByText('0.0015 WBTC').waitFor()
  await accessible(page, 'the list')
  await picture(page, 'forwards')
  await page.getByLabel('Status').selectOption('expired')
  await page.getByText('No forward is like that.').waitFor()
  await page.goBack()
  await page.getByRole('link', { name: 'Trust' }).click()
  await page.getByRole('heading', { name: 'terza-rima' }).waitFor()
  await accessible(page, 'trust')
  await page.goto(stage.url + '/nothing')
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
})

it('lists an offer as it is posted, and hands out its file', async () => {
  const { page } = buyer
  await page.goto(stage.url + '/offers')
  await page.getByText('No offer is like that.').waitFor()
  const hash = await stage.offer()
  await page.getByRole('row').filter({ hasText: '0.002 WBTC' }).getByRole('link').click()
  await page.waitForURL(stage.url + '/offers/' + hash)
  await page.getByText('A poem on offers').waitFor()
  await accessible(page, 'the offer')
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the file' }).click()
  expect(JSON.parse(readFileSync(await (await file).path(), 'utf8'))).toEqual(JSON.parse(readFileSync(join(stage.folder, 'bid.json'), 'utf8')))
})

it('has bids taken with the command line, and says why', async () => {
  const { page } = buyer
  await page.getByText('Delivering takes').or(page.getByText('pays whoever delivers it')).first().waitFor()
  await page.getByText('made the hash out of the file itself').waitFor()
  expect(await page.getByRole('link', { name: 'Take it with a wallet' }).count()).toBe(0)
})

it('takes a part of a reviewed ask with the wallet, by keyboard alone', async () => {
  const { page } = buyer
  ask = await stage.ask('ask')
  await page.goto(`${stage.url}/offers/${ask}`)
  await page.getByText('Its maker’s key has signed it').waitFor()
  await tabTo(page, page.getByRole('link', { name: 'Take it with a wallet' }))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Connect Test Wallet' }).waitFor()
  await accessible(page, 'the ask')
  await tabTo(page, page.getByRole('button', { name: 'Connect Test Wallet' }))
  await page.keyboard.press('Enter')
  await page.getByText('by the chain, at block').waitFor()
  const type = async (label: RegExp, text: string) => {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
  }
  await type(/^Quantity/, '3')
  await page.getByText('Up to 2.').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('A whole number from 1 to 2.').waitFor()
  await type(/^Quantity/, '1')
  await page.getByText('Costs 0.003 WBTC now.').waitFor()
  await type(/^Task/, 'A poem in terza rima on asks')
  await accessible(page, 'the part')
  await tabTo(page, page.getByRole('button', { name: 'See what will be signed' }))
  await page.keyboard.press('Enter')

  await page.getByText('What you are about to sign').waitFor()
  await page.getByText('development key').waitFor()
  await page.getByText('It may take 0.002 WBTC already').waitFor() // for the bid
  const download = page.waitForEvent('download')
  await tabTo(page, page.getByRole('button', { name: 'Save the sealing key' }))
  await page.keyboard.press('Enter')
  await (await download).saveAs(join(stage.folder, 'asked.seal'))
  await tabTo(page, page.getByRole('checkbox'))
  await page.keyboard.press('Space')
  const sign = page.getByRole('button', { name: 'Sign and take' })
  expect(await sign.isDisabled()).toBe(true)
  await page.getByLabel('The file that you saved').setInputFiles(join(stage.folder, 'asked.seal'))
  await page.getByText('It is there, and it is the right one.').waitFor()
  await accessible(page, 'the review of the part')
  await picture(page, 'fill')
  wallet.signed.length = 0
  wallet.refuse = true
  await tabTo(page, sign)
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('rejected').waitFor()
  wallet.refuse = false
  await sign.click()
  await page.waitForURL(/\/forwards\/0x[0-9a-f]{64}$/)
  taken = page.url().slice(-66)
  expect(wallet.signed.map((s) => s.to.toLowerCase())).toEqual([stage.deployment.tokens.WBTC, stage.deployment.tokens.WBTC, stage.deployment.offers])
  const [emptied, approved, filled] = wallet.signed
  const approvals = [emptied!, approved!].map(({ data }) => decodeFunctionData({ abi: erc20Abi, data }).args)
  expect(approvals).toEqual([0n, 300_000n].map((amount) => [getAddress(stage.deployment.offers), amount]))
  const { functionName, args } = decodeFunctionData({ abi: offersAbi, data: filled!.data })
  expect(functionName).toBe('fillAsk')
  expect(args![2]).toMatchObject({ quantity: 1n, maxPrice: 300_000n, buyer: wallet.address, task: stringToHex('A poem in terza rima on asks') })
  await page.getByRole('heading', { name: /proposed|pending/ }).waitFor()
  await page.getByText('A poem in terza rima on asks').waitFor()
})

it('refuses an offer that the server tells otherwise than its maker signed it', async () => {
  const { page, complaints } = await watch(browser)
  const other = await inject(page, stage.deployment.rpc, stage.key('buyer'), stage.deployment.chainId)
  for (const [lie, reason] of [
    [(o: Told) => (o.file.terms.price = '1'), 'is of offer 0x'],
    [(o: Told) => (o.price = '1'), 'its price is 1, and its maker signed 600000'],
    [(o: Told) => (o.token.address = stage.deployment.escrow), 'its token is'],
  ] as const) {
    await page.route(`**/v1/offers/${ask}`, async (route) => {
      const response = await route.fetch()
      const told = (await response.json()) as Told
      lie(told)
      await route.fulfill({ response, json: told })
    })
    await page.goto(`${stage.url}/offers/${ask}/fill`)
    await page.getByText(reason).waitFor()
    expect(await page.getByRole('button', { name: /Connect/ }).count()).toBe(0)
    await page.unroute(`**/v1/offers/${ask}`)
  }
  expect([other.signed, complaints]).toEqual([[], []])
  await page.context().close()
})

it('signs nothing for an ask that is cancelled while it is looked at, on a phone', async () => {
  const { page, complaints } = await watch(browser, { viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true, colorScheme: 'dark' })
  const other = await inject(page, stage.deployment.rpc, stage.key('buyer'), stage.deployment.chainId)
  const hash = await stage.ask('cancelled')
  let reset = () => {}
  const changed = new Promise<void>((done) => (reset = done))
  await page.route('**/v1/events*', async (route) => {
    await changed
    await route.fulfill({ contentType: 'text/event-stream', body: 'event: reset\ndata: {}\n\n' })
  })
  await page.goto(`${stage.url}/offers/${hash}/fill`)
  await page.getByRole('button', { name: 'Connect Test Wallet' }).click()
  await page.getByText('by the chain, at block').waitFor()
  await page.getByLabel(/^Task/).fill('A poem that nobody will write')
  await page.getByRole('radio', { name: /Everybody/ }).check()
  await page.getByRole('button', { name: 'See what will be signed' }).click()
  await page.getByText('What you are about to sign').waitFor()
  await accessible(page, 'the review in dark on a phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it is no wider than the phone').toBe(true)
  await picture(page, 'fill-dark-phone')
  // A server that takes back what it said does not take away the view of what is about to be signed.
  await page.route(`**/v1/offers/${hash}`, async (route) => {
    const response = await route.fetch()
    const told = (await response.json()) as Told
    await route.fulfill({ response, json: { ...told, parameters: { ...told.parameters, decoded: null, matches: null } } })
  })
  const again = page.waitForResponse(`**/v1/offers/${hash}`)
  reset()
  await (await again).finished()
  await stage.cancel('cancelled')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Sign and take' }).click()
  await page.getByRole('alert').getByText('Its maker cancelled it').waitFor()
  expect([other.signed, complaints]).toEqual([[], []])
  await page.context().close()
})

it.each([
  ['light', 'phone'],
  ['dark', 'phone'],
  ['dark', 'desk'],
] as const)('is as good in %s on a %s', async (colorScheme, device) => {
  const { page, complaints } = await watch(browser, { colorScheme, ...(device === 'phone' ? { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } : {}) })
  for (const [path, name] of [
    ['/', 'forwards'],
    ['/open', 'open'],
    ['/offers', 'offers'],
    ['/trust', 'trust'],
    ['/curve', 'curve'],
    [`/offers/${ask}`, 'offer'],
    [`/offers/${ask}/fill`, 'ask'],
    [`/forwards/${forward}`, 'forward'],
  ] as const) {
    await page.goto(stage.url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    await accessible(page, `${path} in ${colorScheme} on a ${device}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is no wider than the ${device}`).toBe(true)
    if (name === 'forward' || name === 'curve') await picture(page, `${name}-${colorScheme}-${device}`)
  }
  expect(complaints).toEqual([])
  await page.context().close()
})

it('sees the ask’s forward accepted and settled by the relayer', async () => {
  const { page } = buyer
  await page.goto(`${stage.url}/forwards/${taken}`)
  await page.getByRole('heading', { name: 'pending' }).waitFor({ timeout: 240_000 })
  await stage.ahead(2 * 3600)
  await page.getByRole('heading', { name: 'settled' }).waitFor({ timeout: 240_000 })
  await page.getByLabel(/sealing key/).setInputFiles(join(stage.folder, 'asked.seal'))
  expect((await page.locator('pre.output').textContent())?.trim()).toBe(readFileSync(poem, 'utf8').trim())
})

it('complained about nothing, all the way', () => {
  expect(buyer.complaints).toEqual([])
})

it('says since when it is not live where the server hangs, and comes back', async () => {
  const { page } = await watch(browser)
  await page.goto(stage.url)
  const live = page.getByText('Live', { exact: true })
  await live.waitFor()
  stage.hang(true)
  try {
    await page.getByText(/^Not live since \d{4}-.* UTC: what is shown may be old/).waitFor({ timeout: 60_000 })
    await page.getByRole('alert').getByText('The server does not answer.').waitFor()
  } finally {
    stage.hang(false)
  }
  await live.waitFor({ timeout: 60_000 })
  await expect.poll(() => page.getByRole('alert').count(), { timeout: 10_000 }).toBe(0) // once what was asked for meanwhile is there
  await page.context().close()
})

it('shows 10,000 forwards within a second', async () => {
  const running: ChildProcess[] = []
  try {
    const [, url] = await many(running)
    const took: number[] = []
    for (let i = 0; i < 3; i++) {
      const { page, complaints } = await watch(browser)
      await page.goto(url!, { waitUntil: 'commit' })
      await page.getByRole('row').nth(50).waitFor()
      took.push(await page.evaluate(() => performance.now()))
      expect(await page.getByText('10 000 forwards').count()).toBe(1)
      expect(complaints).toEqual([])
      await page.context().close()
    }
    console.log(`50 of 10,000 forwards are shown after ${took.map((ms) => Math.round(ms)).join(', ')} ms`)
    expect(Math.min(...took)).toBeLessThan(1000)
    const { page, complaints } = await watch(browser)
    await page.goto(url! + '/open')
    await page.getByText('This server was started without a deployment').waitFor()
    expect([await page.getByRole('alert').count(), complaints]).toEqual([0, []])
  } finally {
    for (const process of running) process.kill('SIGTERM')
  }
})
