// Everything works without this, except a passkey. It keeps pages current, and what was typed.

/**
 * After two taps a browser shows the answer to the second, which may only say that the code was used. So for this long a second
 * tap is ignored; after that it sends the form again.
 */
const TAPS_MS = 5_000;
let tapped = new WeakMap();
// Somebody who goes back to a page that the browser kept may want to send its form again.
addEventListener('pageshow', () => {
  tapped = new WeakMap();
});
document.addEventListener(
  'submit',
  (event) => {
    // A person who asks for two pages, as with another search, wants the last one.
    if (event.target.method === 'get') return;
    if (event.timeStamp - (tapped.get(event.target) ?? -TAPS_MS) < TAPS_MS) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else tapped.set(event.target, event.timeStamp);
  },
  { capture: true },
);

/** Follows the progress of a page. */
for (const live of document.querySelectorAll('[data-events]')) {
  const source = new EventSource(live.dataset.events);
  source.addEventListener('page', ({ data }) => {
    const now = document.createElement('div');
    now.innerHTML = data;
    const focused = live.contains(document.activeElement) && document.activeElement.getAttribute('href');
    [...now.children].forEach((part, n) => {
      if (part.innerHTML !== live.children[n].innerHTML) live.children[n].innerHTML = part.innerHTML;
    });
    if (focused) live.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  });
  source.addEventListener('end', () => source.close());
}

/** Counts down to a promise, and shows in time that the session ends. */
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
  for (const warning of document.querySelectorAll('[data-from]'))
    if (Date.parse(warning.dataset.from) <= Date.now()) warning.hidden = false;
}
count();
setInterval(count, 30_000);

/**
 * What somebody changed in a form stays, until a page shows that the console has it: not when it was sent, because the network
 * may break before the answer. Only what was changed is kept: what others say meanwhile is not written over.
 */
const keyOf = (form) =>
  `form ${form.getAttribute('action')} ${form.dataset.keep} ${form.elements.entwurf?.value ?? ''}`;
const keptAt = (key) => JSON.parse(sessionStorage.getItem(key) ?? '{}');
const keep = (key, kept) => sessionStorage.setItem(key, JSON.stringify(kept));
const asked = new URLSearchParams(location.search);
const forms = [...document.querySelectorAll('form[data-keep]')];
const sent = sessionStorage.getItem('sent');
sessionStorage.removeItem('sent');
const isRefused = document.querySelector('main[data-refused]') !== null;
// What another form sends says nothing of what was kept.
document.addEventListener('submit', () => sessionStorage.removeItem('sent'), { capture: true });
// A person who had to sign in again sends the form from this page.
if (isRefused && sent)
  for (const form of document.forms) {
    if (sent.startsWith(`form ${form.getAttribute('action')} `))
      form.addEventListener('submit', () => sessionStorage.setItem('sent', sent));
  }
else if (sent && document.querySelector('[data-done]')) {
  // Who goes back from a review finds it again: browsers restore what was ticked, but not what was typed.
  sessionStorage.removeItem('back');
  if (location.pathname.includes('/pruefen/')) keep('back', { key: sent, kept: keptAt(sent) });
  sessionStorage.removeItem(sent);
}

// Who comes back to this page later sees the form again, not the browser's question whether to send it once more.
const again = isRefused && forms.find((form) => form.getAttribute('action') === location.pathname);
if (again) {
  const given = [...new FormData(again)].filter(([name]) => name === 'entwurf' || name === 'who');
  history.replaceState(null, '', given.length > 0 ? `?${new URLSearchParams(given)}` : location.pathname);
}

const isChoice = ({ type }) => type === 'checkbox' || type === 'radio';
const wordsIn = (element) => element?.textContent.replace(/\?$/, '');

/** The kept answers that are not those of the page, and that it still offers. All boxes of a name are one answer. */
function ownAnswers(form, kept) {
  return Object.keys(kept).flatMap((name) => {
    const fields = [...form.elements].filter((field) => field.name === name && field.type !== 'hidden');
    if (fields.length === 0 || (name === 'who' && asked.has('who'))) return [];
    const offered = fields.flatMap((field) => (isChoice(field) ? field : [...(field.options ?? [])]));
    const isOffered = (value) => offered.length === 0 || offered.some((one) => one.value === value);
    const values = kept[name].filter(isOffered);
    const isGone = values.length === 0 && kept[name].length > 0;
    const isSame = `${values}` === `${new FormData(form).getAll(name)}`;
    return isGone || isSame ? [] : { fields, values };
  });
}

function fillIn(answers) {
  for (const { fields, values } of answers)
    for (const field of fields) {
      if (isChoice(field)) field.checked = values.includes(field.value);
      else [field.value] = values;
      for (let around = field.closest('details'); around; around = around.parentElement.closest('details'))
        around.open = true;
    }
}

/** `Was geht nicht: Telefon, Website` */
function answerWords({ fields, values }) {
  const [field] = fields;
  const legend = wordsIn(field.closest('fieldset')?.querySelector('legend'));
  const chosen = [...(field.options ?? fields)].filter((one) => values.includes(one.value));
  const said = isChoice(field)
    ? chosen.map((one) => wordsIn(one.labels[0]))
    : field.options
      ? chosen.map(wordsIn)
      : values;
  const names = isChoice(field) ? [legend] : [legend, wordsIn(field.labels[0])];
  return `${names.filter(Boolean).join(', ')}: ${said.filter(Boolean).join(', ') || '–'}`;
}

const isBack = performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
const before = isBack ? keptAt('back') : {};
for (const form of forms) {
  // What is typed in a practice, which has paths of its own, is never in a form of the real thing.
  const key = keyOf(form);
  const kept = before.key === key ? before.kept : keptAt(key);
  const { seen, at, version } = form.elements;
  const answers = ownAnswers(form, kept);
  // Somebody else changed the draft since somebody began to type here: the page shows what they say, and offers what was typed.
  const isAside = Boolean(version && kept.version && kept.version !== version.value);
  if (!isAside) fillIn(answers);
  if (seen && kept.seen && !isAside) {
    // Somebody else changed the same meanwhile: the console says so where it is sent with what was seen when it was typed.
    const [then, now] = [kept.seen, seen.value].map((one) => new URLSearchParams(one));
    const others = [...then.keys(), ...now.keys()].filter((name) => then.get(name) !== now.get(name));
    const isOther = (name) => others.some((one) => one === name || one.startsWith(`${name}.`));
    // `new-instruction` takes the place of all of `instruction`.
    const isChanged = Object.keys(kept).some(
      (name) => isOther(name.replace(/^new-/, '')) || isOther(`now.${name}`),
    );
    if (isChanged && !isRefused) [seen.value, at.value] = [kept.seen, kept.at];
    else [kept.seen, kept.at] = [seen.value, at.value];
    keep(key, kept);
  }
  // A page that refuses shows what was sent, and so does one that another speaker was chosen on.
  const isShown = answers.length > 0 && !isRefused && !sessionStorage.getItem('focus');
  const box = isShown && form.querySelector(isAside ? '[data-aside]' : '[data-kept]');
  if (box) {
    box.hidden = false;
    const around = box.closest('details');
    if (around) around.open = true;
    box.querySelector('.text').textContent = answers.map(answerWords).join('\n');
    box.querySelector('[data-drop]').addEventListener('click', () => {
      sessionStorage.removeItem(key);
      // Some browsers fill in again what a page had before it was loaded once more.
      form.reset();
      location.reload();
    });
    box.querySelector('[data-fill]')?.addEventListener('click', () => {
      fillIn(answers);
      // They go into the page as it is now.
      kept.version = version.value;
      if (seen) [kept.seen, kept.at] = [seen.value, at.value];
      keep(key, kept);
      box.hidden = true;
    });
  }
  form.addEventListener('input', ({ target: { name } }) => {
    if (!name || (form.dataset.only ?? name) !== name) return;
    kept[name] = new FormData(form).getAll(name);
    if (seen && !kept.seen) [kept.seen, kept.at] = [seen.value, at.value];
    if (version) kept.version ??= version.value;
    keep(key, kept);
  });
  form.addEventListener('submit', () => sessionStorage.setItem('sent', key));
}

/**
 * Reloads the page when another speaker is chosen, because the speaker decides what can be asked, and what is chosen where nobody
 * chose. With the keys somebody goes through the list before they have chosen: then when they leave it or press Enter.
 */
const who = document.querySelector('form[data-keep] select[name=who]');
const focused = sessionStorage.getItem('focus');
sessionStorage.removeItem('focus');
if (who && focused) document.getElementById(focused)?.focus();
let isByKeys = false;
let isOther = false;
function askOf(focus) {
  const { form } = who;
  const kept = keptAt(keyOf(form));
  for (const field of form.elements) field.disabled = field.type !== 'hidden' && !(field.name in kept);
  sessionStorage.setItem('focus', focus);
  form.method = 'get';
  form.requestSubmit();
}
who?.addEventListener('pointerdown', () => {
  isByKeys = false;
});
who?.addEventListener('keydown', (event) => {
  isByKeys = event.key !== 'Enter';
  if (!isByKeys && isOther) {
    event.preventDefault();
    askOf('who');
  }
});
who?.addEventListener('change', () => {
  isOther = true;
  if (!isByKeys) askOf('who');
});
who?.addEventListener('blur', ({ relatedTarget }) => {
  // A form that is about to be sent needs no other questions.
  if (isOther && relatedTarget?.type !== 'submit') askOf(relatedTarget?.id || 'who');
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

async function optionsFor(form) {
  if (form.dataset.given) return JSON.parse(form.dataset.given);
  const asked = await fetch(form.dataset.options, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
  });
  // Nothing to be signed: the session has ended, or the invitation. Sent without an answer, the form leads to a page that says so.
  if (asked.status === 401 || asked.status === 404) return null;
  if (!asked.ok) throw new Error(asked.statusText);
  return asked.json();
}

async function passkeyAnswer(form) {
  const options = await optionsFor(form);
  if (options === null) return null;
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
      const answer = await passkeyAnswer(form);
      form.elements.response.value = answer && JSON.stringify(answer);
      const { submitter } = event;
      if (submitter?.name)
        form.append(
          Object.assign(document.createElement('input'), {
            type: 'hidden',
            name: submitter.name,
            value: submitter.value,
          }),
        );
      // The touch may have taken longer than that: the tap counts from now.
      tapped.set(form, performance.now());
      form.submit();
    } catch {
      tapped.delete(form);
      failed.hidden = false;
    }
  });
