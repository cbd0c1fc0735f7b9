import {expect, test} from 'vitest'
import {wallOfAnswer} from '../../src/verdict/bot-walls.ts'
import {isDomainMarket, isOfMarket, isParkingHost, parkingOf, saysForSale, saysParked} from '../../src/verdict/parking.ts'

test.each([
  'https://www.hugedomains.com/domain_profile.cfm?d=ant.example',
  'https://www.afternic.com/forsale/ant.example',
  'https://dan.com/buy-domain/ant.example',
  'https://sedo.com/search/details/?domain=ant.example',
  'https://www.godaddy.com/forsale/ant.example',
  'https://www.sedoparking.com/ant.example',
  'https://ant.parkingcrew.net/',
])('%s sells or parks a domain', url => {
  expect(isDomainMarket(new URL(url))).toBe(true)
  expect(isOfMarket(new URL(url))).toBe(true)
})

test.each([
  'https://www.godaddy.com/help',
  'https://sedo.com/us/about-us/',
  'https://dan.community/',
  'https://ant.example/forsale/x',
])('%s does not', url => {
  expect(isDomainMarket(new URL(url))).toBe(false)
})

test('a host that parking services put before a domain is told by their parameters', () => {
  expect(isParkingHost(new URL('http://ww25.ant.example/?subid1=20260101'))).toBe(true)
  expect(isParkingHost(new URL('https://ww2.ant.example/news'))).toBe(false)
  expect(isParkingHost(new URL('https://www.ant.example/?usid=1'))).toBe(false)
})

test.each([
  ['Sedo', '<script src="https://img.sedoparking.com/templates/a.js"></script>'],
  ['ParkingCrew', '<link href="//d38psrni17bvxu.cloudfront.net/a.css">'],
  ['Bodis', '<script src="https://parking.bodis.com/a.js">'],
  ['HugeDomains', '<a href="https://www.hugedomains.com/domain_profile.cfm?d=a">'],
  ['Afternic', '<iframe src="https://www.afternic.com/forsale/ant.example">'],
  ['a parking service', '<script>window.park = "eyJ1"</script>'],
  ['GoDaddy', '<script>window.onload=function(){window.location.href="/lander"}</script>'],
])('%s keeps a page like %s', (by, html) => {
  expect(parkingOf(html, 100)).toBe(by)
})

test.each([
  ['<p>We sold it by sedoparking.com, see bodis.com</p>', 100],
  ['<a href="https://sedo.com/us/about-us/">Sedo</a>', 100],
  ['<script src="https://img.sedoparking.com/a.js"></script>', 20_000],
  ['<a href="/lander">Lander, a town</a>', 100],
])('no placeholder: %s', (html, textLength) => {
  expect(parkingOf(html, textLength)).toBeUndefined()
})

test.each([
  'The domain name ant.example is for sale',
  'HugeDomains.com - ant.example is for sale',
  'ant.example domain te koop',
  'Este domínio está à venda',
])('%j sells a domain', title => {
  expect(saysForSale(title)).toBe(true)
})

test.each(['Ant farms for sale', 'Buy ants', 'How to sell a domain', 'Domains - for sale or not?'])('%j does not', title => {
  expect(saysForSale(title)).toBe(false)
})

test.each([
  'Parked at Loopia',
  'ant.example | Parked at Hill Hosting',
  'This domain is parked',
  'Account Suspended',
  'Default Parking Page',
  'ant.example is parked',
])('%j is a placeholder', title => {
  expect(saysParked(title)).toBe(true)
})

test.each([
  undefined,
  'Domain parking - Wikipedia',
  'Parking in Ant City',
  'Account suspended? What to do - Help',
  'Parked domains: a study',
])('%j is none', title => {
  expect(saysParked(title)).toBe(false)
})

test('a page or a title made to be slow takes no time', () => {
  const pieces = [
    'x',
    'href="//',
    'src = "https://',
    '<iframe ',
    '.awswaf.com/',
    'window.park ',
    'a.b ',
    'domain ',
    'parked at ',
    'www.',
    ' - ',
  ]
  const began = performance.now()
  for (const piece of pieces) {
    const html = piece.repeat(Math.ceil(65_536 / piece.length))
    parkingOf(html, 0)
    wallOfAnswer({header: () => html.slice(0, 8000), status: 403, html, textLength: 0})
    saysForSale(html.slice(0, 300))
    saysParked(html.slice(0, 300))
  }
  expect(performance.now() - began).toBeLessThan(2000)
})
