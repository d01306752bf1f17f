import type { PostHistory } from '../../app/history.ts';
import { draftNamed } from '../../app/people/drafts.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { say, speaking } from '../../staff-words/say.ts';
import { html } from './html.ts';
import { badge, link, linkButton, openPost, type Tone } from './kern.ts';
import { boardOf, outcomeOf } from './parts.ts';
import { type Asked, type Event, type Markup, page, type Route, type WebAnswer } from './route.ts';

export const PROGRESS: readonly Route[] = [
  { method: 'get', path: '/fortschritt/:id', act: 'look', answer: progressPage },
  { method: 'get', path: '/fortschritt/:id/strom', act: 'look', answer: progressEvents },
];

const ROWS_MAX = 40;
/** Between two looks into the ledger. */
const LOOK_EVERY_MS = 1_000;
/** A page that stays open asks again by itself, so that a session that has ended gets no more news. */
const STREAM_MS = 60_000;
/** Streams at once. Later visitors are told once and ask again: connections are left for those who act. */
const STREAMS_MAX = 100;
let streams = 0;

async function keysOf({ people, params }: Asked): Promise<ReadonlySet<string>> {
  const draft = await draftNamed(people, params.id ?? '');
  if (draft === null) throw operatorError('no-page');
  return new Set(draft.keys);
}

/** The last look of all streams: however many follow, the ledger is read once a second. */
const looks = new WeakMap<Asked['people'], { readonly at: Instant; readonly posts: Posts }>();
type Posts = ReturnType<Asked['posts']>;

function look({ people, ...asked }: Asked, now: Instant): Posts {
  const last = looks.get(people);
  // A clock may be set back.
  if (last && Math.abs(now - last.at) < LOOK_EVERY_MS) return last.posts;
  const posts = asked.posts();
  looks.set(people, { at: now, posts });
  return posts;
}

async function progressPage(asked: Asked): Promise<WebAnswer> {
  const keys = await keysOf(asked);
  const posts = (await asked.posts()).filter(({ entry }) => keys.has(entry.key));
  return page(
    say('console-progress'),
    html`<div id="live" data-events="/fortschritt/${asked.params.id}/strom">${progressMarkup(asked, posts)}</div>
<noscript><p class="kern-hint">${say('console-reload')}</p></noscript>
<div class="stack">${linkButton('secondary', say('console-back'), '/')}</div>`,
  );
}

async function progressEvents(asked: Asked): Promise<WebAnswer> {
  // A missing announcement is a mistake now, not in the middle of the stream.
  const keys = await keysOf(asked);
  return { kind: 'events', events: (signal) => events(asked, keys, signal) };
}

/** Sends the page again whenever it changes; `end` where nothing more happens without a person. */
async function* events(asked: Asked, keys: ReadonlySet<string>, signal: AbortSignal): AsyncGenerator<Event> {
  const { clock } = asked.app.runtime;
  let before = '';
  const isOneTooMany = ++streams > STREAMS_MAX;
  try {
    for (let waited = 0; waited < STREAM_MS && !signal.aborted; waited += LOOK_EVERY_MS) {
      const posts = (await look(asked, clock.now())).filter(({ entry }) => keys.has(entry.key));
      const data = speaking(asked.language, () => String(progressMarkup(asked, posts)));
      if (data !== before) yield { event: 'page', data };
      before = data;
      if (!posts.some(({ soon }) => soon)) return yield { event: 'end', data: '' };
      if (isOneTooMany) return;
      await clock.sleep(LOOK_EVERY_MS, signal);
    }
  } finally {
    streams--;
  }
}

function progressMarkup(asked: Asked, posts: readonly PostHistory[]): Markup {
  const { named } = asked;
  const done = posts.filter(({ entry }) => entry.state === 'posted').length;
  // Posts that need somebody come first.
  const sorted = posts.toSorted((a, b) => rankOf(a) - rankOf(b));
  const rows = sorted
    .slice(0, ROWS_MAX)
    .map(
      (post) =>
        html`<li><span><strong>${named.town(post.entry.municipality)}</strong> <span class="handle">${named.where(post.entry)}</span></span>${badge(toneOf(post), outcomeOf(asked, post))}${openPost(post.entry, `${named.town(post.entry.municipality)}, ${named.where(post.entry)}`)}</li>`,
    );
  const [first] = sorted;
  const rest =
    first === undefined ? '' : `/beitraege?meldung=${encodeURIComponent(first.entry.announcement)}`;
  // Read aloud whenever it changes: the count alone.
  return html`<p class="kern-body kern-body--large" aria-live="polite"><strong>${boardOf(posts)}</strong></p>
<div><progress class="kern-progress" max="${Math.max(1, posts.length)}" value="${done}">${done}</progress>
<ul class="rows">${rows}</ul>${posts.length > ROWS_MAX ? html`<p>${say('rest-more', { n: posts.length - ROWS_MAX })} ${link(rest, say('console-posts-all', { n: posts.length }))}</p>` : ''}</div>`;
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
  if (entry.removedAt !== null) return 'info';
  return entry.held === null ? TONES[entry.state] : 'warning';
}

function rankOf({ entry }: PostHistory): number {
  return entry.held === null ? Object.keys(TONES).indexOf(entry.state) : 0;
}
