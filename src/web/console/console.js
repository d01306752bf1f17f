// Everything works without this, except a passkey. It keeps pages current, and what was typed.

/** A page that hears how far it is. */
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
  const key = `form ${form.dataset.keep}`;
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

/** Who speaks decides what can be asked: the page is asked anew. */
document.querySelector('form[data-keep] select[name=who]')?.addEventListener('change', ({ target }) => {
  const form = target.form;
  form.method = 'get';
  form.requestSubmit();
});
