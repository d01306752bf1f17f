import { html } from 'hono/html';
import type { PostHistory } from '../../app/history.ts';
import { draftNamed } from '../../app/people/drafts.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import { boardLine } from '../../words/board.ts';
import { say, speaking } from '../../words/say.ts';
import { badge, outcomeOf, type Tone, townName, whereShown } from './parts.ts';
import type { Answer, Asked, Event, Markup, Route } from './route.ts';

export const PROGRESS: readonly Route[] = [
  { method: 'get', path: '/fortschritt/:id', act: 'look', answer: progressPage },
  { method: 'get', path: '/fortschritt/:id/strom', act: 'look', answer: progressEvents },
];

const ROWS_MAX = 40;
/** Between two looks into the ledger. */
const LOOK_EVERY_MS = 1_000;
/** A page that stays open asks again by itself. */
const STREAM_MS = 10 * 60_000;

async function postsOf({ desk, params }: Asked): Promise<readonly PostHistory[]> {
  const draft = await draftNamed(desk, params.id ?? '');
  if (draft === null) throw operatorError(mistake('no-page'));
  const keys = new Set<string>(draft.keys);
  return (await desk.posts()).filter(({ entry }) => keys.has(entry.key));
}

async function progressPage(asked: Asked): Promise<Answer> {
  const posts = await postsOf(asked);
  return {
    kind: 'page',
    title: say('console-progress'),
    body: html`<div id="live" data-events="/fortschritt/${asked.params.id}/strom" aria-live="polite">${progressMarkup(asked, posts)}</div>
<noscript><p class="kern-hint">${say('console-reload')}</p></noscript>
<div class="stack"><a class="kern-btn kern-btn--secondary kern-btn--block" href="/"><span class="kern-label">${say('console-back')}</span></a></div>`,
  };
}

async function progressEvents(asked: Asked): Promise<Answer> {
  // A missing announcement is a mistake now, not in the middle of the stream.
  await postsOf(asked);
  return { kind: 'events', events: (signal) => events(asked, signal) };
}

/** Sends the page again whenever it changes, until nothing more happens without a person. */
async function* events(asked: Asked, signal: AbortSignal): AsyncGenerator<Event> {
  const { clock } = asked.app.runtime;
  let before = '';
  for (let waited = 0; waited < STREAM_MS && !signal.aborted; waited += LOOK_EVERY_MS) {
    const posts = await postsOf(asked);
    const data = speaking(asked.visitor.language, () => String(progressMarkup(asked, posts)));
    if (data !== before) yield { event: 'page', data };
    before = data;
    if (!posts.some(({ soon }) => soon)) break;
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
  yield { event: 'end', data: '' };
}

function progressMarkup({ app }: Asked, posts: readonly PostHistory[]): Markup {
  const { files } = app;
  const done = posts.filter(({ entry }) => entry.state === 'posted').length;
  // Posts that need somebody come first.
  const sorted = posts.toSorted((a, b) => rankOf(a) - rankOf(b));
  const [first] = sorted;
  return html`<p class="kern-body kern-body--large"><strong>${boardLine(posts)}</strong></p>
<progress class="kern-progress" max="${Math.max(1, posts.length)}" value="${done}">${done}</progress>
<ul class="rows">${sorted.slice(0, ROWS_MAX).map((post) => {
    const { municipality, url } = post.entry;
    return html`<li><span><strong>${townName(files, municipality)}</strong> <span class="handle">${whereShown(files, post.entry)}</span></span>${badge(toneOf(post), outcomeOf(post))}${url === null ? '' : html`<a class="kern-link" href="${url}" target="_blank" rel="noopener noreferrer">${say('console-open-post')}</a>`}</li>`;
  })}</ul>${posts.length > ROWS_MAX && first ? html`<p>${say('rest-more', { n: posts.length - ROWS_MAX })} <a class="kern-link" href="/beitraege?meldung=${encodeURIComponent(first.entry.announcement)}">${say('console-posts-all', { n: posts.length })}</a></p>` : ''}`;
}

const TONES = {
  refused: 'danger',
  unknown: 'warning',
  waiting: 'info',
  sending: 'info',
  expired: 'warning',
  superseded: 'info',
  posted: 'success',
} as const;

export function toneOf({ entry }: PostHistory): Tone {
  return entry.held === null ? TONES[entry.state] : 'warning';
}

function rankOf({ entry }: PostHistory): number {
  return entry.held === null ? Object.keys(TONES).indexOf(entry.state) : 0;
}
