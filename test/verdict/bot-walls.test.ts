import {expect, test} from 'vitest'
import {wallOfAnswer} from '../../src/verdict/bot-walls.ts'

const wall = ({
  headers = {},
  status = 200,
  html = '',
  textLength = 0,
}: {
  headers?: Readonly<Record<string, string>>
  status?: number
  html?: string
  textLength?: number
}) => wallOfAnswer({header: name => headers[name], status, html, textLength})

test.each([
  ['Cloudflare', {headers: {'cf-mitigated': 'challenge'}, status: 403}],
  ['Cloudflare', {headers: {'cf-mitigated': 'challenge'}, status: 404}],
  ['Cloudflare', {html: '<script>window._cf_chl_opt={cvId:"3"}</script>', status: 503}],
  ['Cloudflare', {html: '<div class="cf-error-details cf-error-1020">'}],
  ['AWS WAF', {headers: {'x-amzn-waf-action': 'challenge'}, status: 202}],
  ['AWS WAF', {html: '<script>window.gokuProps = {}</script>'}],
  ['Vercel', {headers: {'x-vercel-mitigated': 'challenge'}, status: 429}],
  ['DataDome', {headers: {'x-datadome': 'protected'}, status: 403}],
  ['DataDome', {headers: {server: 'DataDome'}, status: 403}],
  ['DataDome', {html: "<script data-cfasync='false' src='https://ct.captcha-delivery.com/c.js'></script>"}],
  ['Akamai', {headers: {server: 'AkamaiGHost'}, status: 403}],
  ['Akamai', {html: '<div id="sec-if-cpt-container"></div>'}],
  ['Akamai', {html: '<a href="https://errors.edgesuite.net/18.x">', status: 403}],
  ['PerimeterX', {html: '<div id="px-captcha"></div>', status: 403}],
  ['Imperva', {headers: {'x-iinfo': '1-2'}, status: 403}],
  ['Imperva', {html: '<iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=1">'}],
  ['Sucuri', {headers: {'x-sucuri-id': '1'}, status: 403}],
  ['Anubis', {html: '<script id="anubis_challenge" type="application/json">'}],
  ['DDoS-Guard', {headers: {server: 'ddos-guard'}, status: 403}],
  ['Kasada', {html: '<script>window.KPSDK = {}</script>', status: 429}],
])('%s: %j', (name, seen) => {
  expect(wall(seen)).toBe(name)
})

test.each([
  {headers: {server: 'cloudflare', 'cf-ray': '1'}, status: 200},
  {headers: {server: 'cloudflare'}, status: 404},
  {headers: {server: 'cloudflare'}, status: 503},
  {headers: {'x-datadome': 'protected'}, status: 200},
  {headers: {'x-datadome': 'protected'}, status: 404},
  {headers: {server: 'AkamaiGHost'}, status: 404},
  {headers: {'x-iinfo': '1-2'}, status: 200},
  {html: '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script><p>Ants</p>'},
  {html: '<script src="https://js.datadome.co/tags.js"></script>'},
  {html: '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'},
  {html: '<pre>px-captcha _cf_chl_opt captcha-delivery.com</pre>', textLength: 5000},
])('a page that is guarded, or about walls, is none: %j', seen => {
  expect(wall(seen)).toBeUndefined()
})
