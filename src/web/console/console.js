// Everything works without this, except a passkey. It keeps pages current, and what was typed.

/** Follows the progress of a page. */
for (const live of document.querySelectorAll('[data-events]')) {
  const source = new EventSource(live.dataset.events);
  source.addEventListener('page', ({ data }) => {
    live.innerHTML = data;
  });
  source.addEventListener('end', () => source.close());
}

/** Counts down to a promise. */
const language = document.documentElement.lang;
const inWords = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
function count() {
  for (const clock of document.querySelectorAll('[data-clock]')) {
    const minutes = Math.round((Date.parse(clock.dateTime) - Date.now()) / 60_000);
    const words =
      Math.abs(minutes) < 90
        ? inWords.format(minutes, 'minute')
        : inWords.format(Math.round(minutes / 60), 'hour');
    clock.dataset.words ??= clock.textContent;
    clock.textContent = `${clock.dataset.words} (${words})`;
  }
}
count();
setInterval(count, 30_000);

/** What was typed stays when the network goes away, until it is sent. */
for (const form of document.querySelectorAll('form[data-keep]')) {
  // What is typed in a practice, which has paths of its own, is never in a form of the real thing.
  const key = `form ${form.getAttribute('action')} ${form.dataset.keep}`;
  const kept = new URLSearchParams(sessionStorage.getItem(key) ?? '');
  for (const field of form.elements) {
    if (!field.name || field.type === 'hidden' || !kept.has(field.name)) continue;
    if (field.type === 'checkbox' || field.type === 'radio')
      field.checked = kept.getAll(field.name).includes(field.value);
    else field.value = kept.get(field.name);
  }
  form.addEventListener('input', () =>
    sessionStorage.setItem(key, new URLSearchParams(new FormData(form)).toString()),
  );
  form.addEventListener('submit', () => sessionStorage.removeItem(key));
}

/** Reloads the page when another speaker is chosen, because the speaker decides what can be asked. */
document.querySelector('form[data-keep] select[name=who]')?.addEventListener('change', ({ target }) => {
  const form = target.form;
  form.method = 'get';
  form.requestSubmit();
});

/** A passkey: the console says what is to be signed, the browser asks the person, and the form carries the answer. */
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const letters = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

async function passkeyAnswer(form) {
  const asked = await fetch(form.dataset.options, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
  });
  if (!asked.ok) throw new Error(asked.statusText);
  const options = await asked.json();
  options.challenge = bytes(options.challenge);
  options.allowCredentials = known(options.allowCredentials);
  options.excludeCredentials = known(options.excludeCredentials);
  if (options.user) options.user.id = bytes(options.user.id);
  const made = await navigator.credentials[form.dataset.passkey]({ publicKey: options });
  const response = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'])
    if (made.response[name]) response[name] = letters(made.response[name]);
  response.transports = made.response.getTransports?.();
  return { id: made.id, rawId: letters(made.rawId), type: made.type, response, clientExtensionResults: {} };
}

for (const form of document.querySelectorAll('form[data-passkey]'))
  form.addEventListener('submit', async (event) => {
    if (form.elements.response.value) return;
    event.preventDefault();
    const failed = form.querySelector('[data-failed]');
    failed.hidden = true;
    try {
      form.elements.response.value = JSON.stringify(await passkeyAnswer(form));
      const { submitter } = event;
      if (submitter?.name)
        form.append(
          Object.assign(document.createElement('input'), {
            type: 'hidden',
            name: submitter.name,
            value: submitter.value,
          }),
        );
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
