// Makes better what already works without it. Nothing here is needed to read or to send a page.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Leaving fast: Escape three times within five seconds, on pages that have the link. The page shown is put in the place
// of this one, so that "back" does not lead here. Older pages of the history stay: no page can take them out.
const exit = document.querySelector('[data-app-exit]')
if (exit) {
  let pressed = []
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') {
      pressed = []
      return
    }
    pressed = [...pressed.filter((at) => event.timeStamp - at < 5000), event.timeStamp]
    if (pressed.length === 3) leave()
  })
  exit.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  const leave = () => {
    document.body.hidden = true
    window.location.replace(exit.href)
  }
}

// Copying: the text stands in a field that can be selected by hand; the button is there only where it can work.
for (const block of document.querySelectorAll('[data-app-copy]')) {
  const field = block.querySelector('textarea')
  const button = block.querySelector('button')
  const said = block.querySelector('[role="status"]')
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(field.value)
    said.textContent = said.dataset.said
  })
}
