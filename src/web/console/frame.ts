import { type Instant, MINUTE } from '../../core/domain/clock.ts';
import { say } from '../../staff-words/say.ts';
import { assets } from './assets.ts';
import { html } from './html.ts';
import { alertBox, link } from './kern.ts';
import { modeOfReading } from './parts.ts';
import { type Asked, type Done, type Markup, type Page, wholePath } from './route.ts';

const MODE_LOOK = {
  draft: 'draft',
  exercise: 'exercise',
  live: 'live',
  broken: 'draft',
  unread: 'draft',
} as const;

/** Sessions that end sooner show a warning. */
const WARNED_MS = 30 * MINUTE;

/** Says in time when the session ends: a page that stays open shows it by script. */
function endsMarkup(asked: Asked, at: Instant): Markup {
  const from = at - WARNED_MS;
  return html`<div role="status" data-from="${new Date(from).toISOString()}"${from < asked.now ? '' : html` hidden`}>${alertBox('warning', say('console-session-ends', { time: asked.named.time(at) }), html`<a class="kern-link" href="/anmelden" target="_blank">${say('console-sign-in-again')}</a>`)}</div>`;
}

/** The way out of a practice beside a console. Its quotation marks keep it from leading back into the practice. */
const LEAVE = () => html` <a href='/ueben'>${say('console-practise-leave')}</a>`;

function doneMarkup({ title, body, link: to }: Done): Markup {
  // The script alone is told that the console has what was sent.
  if (title === '') return html`<div data-done></div>`;
  const words = html`${body}${to === null ? '' : html` ${link(to.path, to.words)}`}`;
  return html`<div role="status" data-done>${alertBox('success', title, body === '' && to === null ? '' : words)}</div>`;
}

/**
 * A whole page: how serious it is on top, the way to everything at the bottom, and the way to stop everywhere. `done`: what
 * was done before it; null: nothing.
 */
export function framed(asked: Asked, { title, body, status }: Page, done: Done | null): Markup {
  const { person, session, language, timelines, app } = asked;
  const mode = modeOfReading(asked);
  // A practice has the mode `exercise`, but is not one of the exercises on the real platforms.
  const seriousness = mode === 'exercise' && timelines !== null ? 'practice' : mode;
  const { style, script, icon } = assets();
  const path = asked.isShown ? wholePath(asked) : '/';
  const other = language === 'de' ? 'en' : 'de';
  const sandbox = app.files.settings.sandbox ? 'yes' : 'no';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Ausrufer</title>
<link rel="icon" href="${icon.path}" type="image/svg+xml">
<link rel="stylesheet" href="${style.path}">
<script src="${script.path}" type="module"></script>
</head>
<body>
<a class="skip kern-link" href="#main">${say('console-skip')}</a>
${session === null ? '' : html`<header class="mode mode-${MODE_LOOK[mode]}"><strong>${say(`console-mode-${seriousness}`)}</strong> <span>${say(`console-mode-${mode}-means`, { sandbox })}</span>${timelines === null ? '' : html` <a href="${timelines}" target="_blank" rel="noopener">${say('console-timelines')}</a>${asked.practise === null && session.way === 'practice' && timelines.startsWith('/') ? LEAVE() : ''}`}</header>`}
<main id="main" tabindex="-1"${status < 400 && session !== null ? '' : html` data-refused`}>
${session === null ? '' : endsMarkup(asked, session.expiresAt)}
<h1 class="kern-heading-medium">${title}</h1>
${done === null ? '' : doneMarkup(done)}
${body}
</main>
${
  session === null
    ? ''
    : html`<nav class="foot" aria-label="${say('console-nav')}">
<a href="/">${say('console-nav-situation')}</a>
<a href="/beitraege">${say('console-nav-posts')}</a>
<a href="/staedte">${say('console-nav-towns')}</a>
<a href="/mehr">${say('console-nav-more')}</a>
<a class="halt" href="/anhalten">${say('console-nav-stop')}</a>
</nav>`
}
<footer><span>${person.name}</span><form method="post" action="/sprache?zu=${other}&amp;nach=${encodeURIComponent(path)}"><button class="kern-btn kern-btn--tertiary kern-btn--x-small" lang="${other}"><span class="kern-label">${say('console-other-language')}</span></button></form></footer>
</body>
</html>`;
}
