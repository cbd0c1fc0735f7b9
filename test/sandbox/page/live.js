// Keeps `main` as fresh as the sandbox: the server sends an event when this page would look different.
// An editor that somebody typed into, and what somebody unfolded, is left alone.

const main = document.querySelector('main')
const events = new EventSource(`/events?of=${encodeURIComponent(location.pathname)}`)

events.addEventListener('changed', async () => {
  const answer = await fetch(location.href)
  if (!answer.ok || isTyping()) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
  const open = openDetails(main)
  main.replaceChildren(...fresh.childNodes)
  for (const details of main.querySelectorAll('details')) details.open ||= open.has(nameOf(details))
})

const isTyping = () => [...main.querySelectorAll('textarea')].some(area => area.value !== area.defaultValue)

const openDetails = within => new Set([...within.querySelectorAll('details[open]')].map(nameOf))

const nameOf = details => details.querySelector('summary')?.textContent
