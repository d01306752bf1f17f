// Replaces what has changed without moving the reader. Without scripts the page reloads as a whole.
const live = document.getElementById('live');
const lost = document.getElementById('lost');
const EVERY_MS = 3000;

async function refresh() {
  // A reader who has a link or an earlier wording in focus is not disturbed.
  if (document.hidden || live.contains(document.activeElement)) return;
  const revision = await (await fetch('/revision')).text();
  lost.hidden = true;
  if (revision === live.dataset.revision) return;
  const page = await (await fetch(location.href)).text();
  const next = new DOMParser().parseFromString(page, 'text/html').getElementById('live');
  for (const open of live.querySelectorAll('details[open]')) {
    next.querySelector(`[id="${open.id}"]`)?.setAttribute('open', '');
  }
  live.replaceChildren(...next.childNodes);
  live.dataset.revision = next.dataset.revision;
}

async function keepFresh() {
  try {
    await refresh();
  } catch {
    lost.hidden = false;
  }
  setTimeout(keepFresh, EVERY_MS);
}

setTimeout(keepFresh, EVERY_MS);
