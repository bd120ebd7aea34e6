// Passkeys: asks the site what to ask of the browser, and sends back what the browser answered. Pages work without it,
// by password and code; the forms are hidden where it cannot work.
const bytes = (text) => {
  const padded = text.replace(/-/g, '+').replace(/_/g, '/').padEnd(Math.ceil(text.length / 4) * 4, '=')
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0))
}
const text = (buffer) => {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
const ids = (listed) => (listed ?? []).map((one) => ({ ...one, id: bytes(one.id) }))

const asked = async (address) => {
  const response = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!response.ok || response.redirected) throw new Error('not asked')
  return (await response.json()).publicKey
}

const made = async (address) => {
  const options = await asked(address)
  const user = { ...options.user, id: bytes(options.user.id) }
  const challenge = bytes(options.challenge)
  const excludeCredentials = ids(options.excludeCredentials)
  const one = await navigator.credentials.create({ publicKey: { ...options, user, challenge, excludeCredentials } })
  const { clientDataJSON, attestationObject } = one.response
  return answer(one, { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) })
}

const used = async (address) => {
  const options = await asked(address)
  const challenge = bytes(options.challenge)
  const allowCredentials = ids(options.allowCredentials)
  const one = await navigator.credentials.get({ publicKey: { ...options, challenge, allowCredentials } })
  const { clientDataJSON, authenticatorData, signature, userHandle } = one.response
  return answer(one, {
    clientDataJSON: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null
  })
}

const answer = (one, response) => ({
  id: one.id,
  rawId: text(one.rawId),
  type: one.type,
  authenticatorAttachment: one.authenticatorAttachment,
  clientExtensionResults: one.getClientExtensionResults(),
  response
})

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential || !window.isSecureContext) continue
  form.hidden = false
  const said = form.querySelector('[role="status"]')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    said.textContent = ''
    try {
      const done = await (form.dataset.passkey === 'create' ? made : used)(form.dataset.ask)
      form.elements.namedItem('answer').value = JSON.stringify(done)
      form.submit()
    } catch {
      said.textContent = said.dataset.said
    }
  })
}
