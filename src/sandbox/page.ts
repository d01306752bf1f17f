import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import { wellKnownIn } from './handles.ts';
import type { SandboxLimits } from './limits.ts';
import { type Markup, markup } from './markup.ts';
import { type Looks, postMarkup, timeMarkup, type Wall } from './page-post.ts';
import type { Shown } from './timelines.ts';

/** What a reader asked to see. Every part of it stands in the address, so that the page works without scripts. */
export interface View {
  /** Part of a municipality's name; empty: all. */
  readonly name: string;
  readonly channel: '' | 'x' | 'mastodon';
  readonly order: 'configured' | 'newest';
  readonly refresh: 'on' | 'off';
}

export interface PageContext {
  readonly title: string;
  readonly wall: Wall;
  readonly looks: Looks;
  readonly limits: SandboxLimits;
  readonly now: Instant;
  /** Changes when anything on the page does. */
  readonly revision: string;
}

/** An account with all that was ever posted on it, newest first. */
export interface Timeline {
  readonly account: SandboxAccount;
  readonly posts: readonly Shown[];
}

/** A municipality with the timelines of its accounts. */
export interface Body {
  readonly name: string;
  readonly timelines: readonly Timeline[];
}

const CHANNEL_NAMES: Readonly<Record<string, string>> = { x: 'X', mastodon: 'Mastodon' };
/** On the page of all; an account's own page shows everything. */
const POSTS_PER_ACCOUNT = 20;

/** All timelines, by municipality. Those that have not said anything yet come last, as a list. */
export function overviewPage(bodies: readonly Body[], view: View, context: PageContext): Markup {
  const speaking = bodies.filter((body) => newestIn(body) !== null);
  const silent = bodies.filter((body) => newestIn(body) === null);
  if (view.order === 'newest') speaking.sort((a, b) => (newestIn(b) ?? 0) - (newestIn(a) ?? 0));
  return frame(
    context,
    view.refresh,
    'So lesen es die Bürgerinnen und Bürger',
    markup`${filterMarkup(view)}`,
    markup`${numbersMarkup(bodies, context)}
${speaking.length > 3 ? indexMarkup(speaking) : ''}
<main id="timelines">
${speaking.map((body, index) => bodyMarkup(body, index, view, context))}
${speaking.length === 0 ? emptyMarkup(bodies.length > 0) : ''}
${silent.length > 0 ? silentMarkup(silent) : ''}
</main>`,
  );
}

/** One account, with everything that ever stood on it. */
export function accountPage(timeline: Timeline, refresh: View['refresh'], context: PageContext): Markup {
  const { account, posts } = timeline;
  return frame(
    context,
    refresh,
    account.group,
    markup`<p class="back"><a href="/">Alle Konten</a></p>`,
    markup`<main id="timelines"><section class="body single" aria-label="${account.name} auf ${CHANNEL_NAMES[account.channel]}">
${timelineMarkup(timeline, posts.length, context)}
${posts.length === 0 ? emptyMarkup(true) : ''}</section></main>`,
  );
}

export function missingPage(context: PageContext): Markup {
  return frame(
    context,
    'off',
    'Diese Seite gibt es nicht',
    markup`<p class="back"><a href="/">Alle Konten</a></p>`,
    markup`<main id="timelines"><p class="empty">Unter dieser Adresse steht nichts.</p></main>`,
  );
}

const REFRESH_SECONDS = 15;

function frame(
  context: PageContext,
  refresh: View['refresh'],
  heading: string,
  above: Markup,
  live: Markup,
): Markup {
  return markup`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${heading} – ${context.title}</title>
<link rel="icon" href="/assets/account.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css">
${refresh === 'on' ? markup`<script src="/assets/page.js" defer></script><noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}"></noscript>` : ''}
</head>
<body>
<a class="skip" href="#timelines">Zu den Beiträgen</a>
<p class="banner" role="note"><span><strong>Sandbox.</strong> X und Mastodon sind hier nachgestellt. Nichts davon ist öffentlich.</span></p>
<div class="page">
<header>
<p class="title">${context.title}</p>
<h1>${heading}</h1>
${above}
</header>
<p id="lost" class="lost" role="status" hidden>Die Sandbox antwortet nicht mehr. Was hier steht, ist der letzte bekannte Stand.</p>
<div id="live" data-revision="${context.revision}">
${live}
</div>
<footer><p>Gelöschtes ist auf den Plattformen nicht mehr zu sehen. Frühere Fassungen zeigt Mastodon, wenn man danach fragt.</p></footer>
</div>
</body>
</html>`;
}

function filterMarkup(view: View): Markup {
  const option = (value: string, label: string, chosen: string) =>
    markup`<option value="${value}"${value === chosen ? markup` selected` : ''}>${label}</option>`;
  const filtered = view.name !== '' || view.channel !== '' || view.order !== 'configured';
  return markup`<search><form class="filter" action="/" method="get">
<p class="wide"><label for="name">Stadt, Gemeinde oder Kreis</label><input id="name" name="name" type="search" value="${view.name}" placeholder="zum Beispiel Siegen" autocomplete="off"></p>
<p><label for="channel">Plattform</label><select id="channel" name="channel">${option('', 'beide', view.channel)}${option('x', 'nur X', view.channel)}${option('mastodon', 'nur Mastodon', view.channel)}</select></p>
<p><label for="order">Reihenfolge</label><select id="order" name="order">${option('configured', 'wie eingerichtet', view.order)}${option('newest', 'zuletzt gemeldet', view.order)}</select></p>
<p><label for="refresh">Aktualisieren</label><select id="refresh" name="refresh">${option('on', 'von selbst', view.refresh)}${option('off', 'nicht von selbst', view.refresh)}</select></p>
<p><button type="submit">Anzeigen</button></p>
</form>${filtered ? markup`<p class="unfiltered"><a href="/">Alles zeigen</a></p>` : ''}</search>`;
}

function numbersMarkup(bodies: readonly Body[], { now, wall }: PageContext): Markup {
  const timelines = bodies.flatMap((body) => body.timelines);
  const posts = timelines.flatMap((timeline) => timeline.posts);
  const edited = posts.filter((shown) => shown.editedAt !== null && shown.deletedAt === null).length;
  const deleted = posts.filter((shown) => shown.deletedAt !== null).length;
  const numbers: readonly (readonly [number, string, string])[] = [
    [bodies.length, 'Gemeinde oder Kreis', 'Gemeinden und Kreise'],
    [timelines.length, 'Konto', 'Konten'],
    [posts.length, 'Beitrag', 'Beiträge'],
    [edited, 'bearbeitet', 'bearbeitet'],
    [deleted, 'gelöscht', 'gelöscht'],
  ];
  return markup`<div class="numbers"><ul>${numbers.map(([count, one, many]) => markup`<li><strong>${count}</strong> ${count === 1 ? one : many}</li>`)}</ul><p>Stand: ${timeMarkup(now, wall)}</p></div>`;
}

function indexMarkup(speaking: readonly Body[]): Markup {
  return markup`<nav class="index" aria-label="Städte, Gemeinden und Kreise"><details id="index"><summary>Wer hat sich gemeldet (${speaking.length})</summary><ul>${speaking.map((body, index) => markup`<li><a href="#b-${index}">${body.name}</a></li>`)}</ul></details></nav>`;
}

function bodyMarkup(body: Body, index: number, view: View, context: PageContext): Markup {
  const columns = (['x', 'mastodon'] as const).filter(
    (channel) => view.channel === '' || view.channel === channel,
  );
  return markup`<section class="body" aria-labelledby="b-${index}">
<h2 id="b-${index}">${body.name}</h2>
<div class="channels">${columns.map((channel) => {
    const timelines = body.timelines.filter((timeline) => timeline.account.channel === channel);
    if (timelines.length === 0) return markup`<p class="none">Kein Konto bei ${CHANNEL_NAMES[channel]}</p>`;
    return markup`<div class="channel">${timelines.map((timeline) => timelineMarkup(timeline, POSTS_PER_ACCOUNT, context))}</div>`;
  })}</div>
</section>`;
}

function timelineMarkup({ account, posts }: Timeline, postsMax: number, context: PageContext): Markup {
  const siblings = new Map(posts.map((shown) => [shown.post.id, shown]));
  const shown = posts.slice(0, postsMax);
  const fault = wellKnownIn(account.handle, account.channel);
  return markup`<section class="timeline" aria-label="${account.name} auf ${CHANNEL_NAMES[account.channel]}">
<p class="account"><span class="mark ${account.channel}">${CHANNEL_NAMES[account.channel]}</span> <a href="/accounts/${encodeURIComponent(account.id)}">@${account.handle}</a>${account.name === account.group ? '' : markup` <span class="name">${account.name}</span>`}</p>
${fault ? markup`<p class="fault">Nachgestellte Störung: <span lang="en">${fault.known.sentence}</span></p>` : ''}
${posts.length === 0 ? markup`<p class="quiet">Noch kein Beitrag.</p>` : markup`<ol class="posts">${shown.map((one, index) => postMarkup(one, { wall: context.wall, looks: context.looks, limits: context.limits, siblings, below: shown[index + 1] }))}</ol>`}
${posts.length > shown.length ? markup`<p class="more"><a href="/accounts/${encodeURIComponent(account.id)}">Alle ${posts.length} Beiträge</a></p>` : ''}
</section>`;
}

function silentMarkup(silent: readonly Body[]): Markup {
  return markup`<section class="silent" aria-labelledby="silent"><h2 id="silent">Noch ohne Beitrag (${silent.length})</h2><ul>${silent.map(
    (body) =>
      markup`<li>${body.name} <span>${body.timelines.map(
        ({ account }) =>
          markup` <a href="/accounts/${encodeURIComponent(account.id)}" aria-label="${account.name} auf ${CHANNEL_NAMES[account.channel]}">${CHANNEL_NAMES[account.channel]}</a>`,
      )}</span></li>`,
  )}</ul></section>`;
}

function emptyMarkup(known: boolean): Markup {
  return markup`<p class="empty">${known ? 'Hier hat sich noch niemand gemeldet.' : 'Zu dieser Suche gibt es niemanden.'}</p>`;
}

function newestIn(body: Body): Instant | null {
  const times = body.timelines.flatMap((timeline) => timeline.posts[0]?.createdAt ?? []);
  return times.length > 0 ? Math.max(...times) : null;
}
