import { html } from 'hono/html';
import { z } from 'zod';
import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import { wellKnownIn } from './handles.ts';
import { type Markup, postMarkup, type TimeFormat, type Timeline, timeMarkup } from './page-post.ts';
import type { SandboxPlatform } from './platform.ts';

/** The reader's choice, as it is in the address. A part that cannot be read counts as left out. */
export const viewSchema = z.object({
  /** Part of a municipality's name; empty: all. */
  name: z.string().trim().max(100).catch(''),
  /** Empty: all. */
  channel: z.string().catch(''),
  order: z.enum(['configured', 'newest']).catch('configured'),
  refresh: z.enum(['on', 'off']).catch('on'),
});

export interface PageContext {
  readonly platforms: readonly SandboxPlatform[];
  readonly format: TimeFormat;
  readonly now: Instant;
  readonly view: z.infer<typeof viewSchema>;
  /** Changes when anything on the page does. */
  readonly revision: string;
}

/** A municipality with the timelines of its accounts. */
interface Body {
  readonly name: string;
  readonly timelines: readonly Timeline[];
  /** When it posted last; null: not yet. */
  readonly newest: Instant | null;
}

/** On the page of all; an account's own page shows everything. */
const POSTS_PER_ACCOUNT = 20;

/** All timelines, by municipality. Those without a post come last, as a list. */
export function overviewPage(timelines: readonly Timeline[], context: PageContext): Markup {
  const bodies = [...Map.groupBy(timelines, ({ account }) => account.group)].map(([name, own]): Body => {
    const times = own.flatMap(({ posts }) => posts[0]?.at ?? []);
    return { name, timelines: own, newest: times.length > 0 ? Math.max(...times) : null };
  });
  const speaking = bodies.filter((body) => body.newest !== null);
  const silent = bodies.filter((body) => body.newest === null);
  if (context.view.order === 'newest') speaking.sort((a, b) => (b.newest ?? 0) - (a.newest ?? 0));
  return frame(
    context,
    'So lesen es die Bürgerinnen und Bürger',
    filterMarkup(context),
    html`${numbersMarkup(bodies.length, timelines, context)}
${speaking.length > 3 ? indexMarkup(speaking) : ''}
<main id="timelines">
${speaking.map((body, index) => bodyMarkup(body, index, context))}
${speaking.length === 0 ? emptyMarkup(bodies.length > 0) : ''}
${silent.length > 0 ? silentMarkup(silent) : ''}
</main>`,
  );
}

/** One account, with every post that it ever had. */
export function accountPage(timeline: Timeline, context: PageContext): Markup {
  const { account, platform, posts } = timeline;
  return frame(
    context,
    account.group,
    BACK,
    html`<main id="timelines"><section class="body single" aria-label="${account.name} auf ${platform.name}">
${timelineMarkup(timeline, posts.length, context)}
${posts.length === 0 ? emptyMarkup(true) : ''}</section></main>`,
  );
}

export function missingPage(context: PageContext): Markup {
  return frame(
    context,
    'Diese Seite gibt es nicht',
    BACK,
    html`<main id="timelines"><p class="empty">Unter dieser Adresse steht nichts.</p></main>`,
  );
}

const BACK = html`<p class="back"><a href="/">Alle Konten</a></p>`;
const REFRESH_SECONDS = 15;
const inWords = new Intl.ListFormat('de');

function frame(context: PageContext, heading: string, above: Markup, live: Markup): Markup {
  const { platforms, view, revision } = context;
  const names = inWords.format(platforms.map(({ name }) => name));
  return html`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${heading} – Sandbox</title>
<link rel="icon" href="/assets/account.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css">
${view.refresh === 'on' ? html`<script src="/assets/page.js" defer></script><noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}"></noscript>` : ''}
</head>
<body>
<a class="skip" href="#timelines">Zu den Beiträgen</a>
<p class="banner" role="note"><span><strong>Sandbox.</strong> ${names} sind hier nachgestellt. Nichts davon ist öffentlich.</span></p>
<div class="page">
<header>
<p class="title">Sandbox</p>
<h1>${heading}</h1>
${above}
</header>
<p id="lost" class="lost" role="status" hidden>Die Sandbox antwortet nicht mehr. Was hier steht, ist der letzte bekannte Stand.</p>
<div id="live" data-revision="${revision}">
${live}
</div>
<footer><p>Gelöschtes ist auf den Plattformen nicht mehr zu sehen. ${platforms.flatMap(({ footnote }) => footnote || []).join(' ')}</p></footer>
</div>
</body>
</html>`;
}

function filterMarkup({ view, platforms }: PageContext): Markup {
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;
  const channels = platforms.map(({ channel, name }) => option(channel, `nur ${name}`, view.channel));
  const isFiltered = view.name !== '' || view.channel !== '' || view.order !== 'configured';
  return html`<search><form class="filter" action="/" method="get">
<p class="wide"><label for="name">Stadt, Gemeinde oder Kreis</label><input id="name" name="name" type="search" value="${view.name}" placeholder="zum Beispiel Siegen" autocomplete="off"></p>
<p><label for="channel">Plattform</label><select id="channel" name="channel">${option('', platforms.length === 2 ? 'beide' : 'alle', view.channel)}${channels}</select></p>
<p><label for="order">Reihenfolge</label><select id="order" name="order">${option('configured', 'wie eingerichtet', view.order)}${option('newest', 'zuletzt gemeldet', view.order)}</select></p>
<p><label for="refresh">Aktualisieren</label><select id="refresh" name="refresh">${option('on', 'von selbst', view.refresh)}${option('off', 'nicht von selbst', view.refresh)}</select></p>
<p><button type="submit">Anzeigen</button></p>
</form>${isFiltered ? html`<p class="unfiltered"><a href="/">Alles zeigen</a></p>` : ''}</search>`;
}

function numbersMarkup(bodies: number, timelines: readonly Timeline[], { now, format }: PageContext): Markup {
  const posts = timelines.flatMap((timeline) => timeline.posts);
  const deleted = posts.filter((shown) => shown.deletedAt !== null);
  const edited = posts.filter((shown) => shown.editedAt !== null && shown.deletedAt === null);
  const numbers: readonly (readonly [number, string, string])[] = [
    [bodies, 'Gemeinde oder Kreis', 'Gemeinden und Kreise'],
    [timelines.length, 'Konto', 'Konten'],
    [posts.length, 'Beitrag', 'Beiträge'],
    [edited.length, 'bearbeitet', 'bearbeitet'],
    [deleted.length, 'gelöscht', 'gelöscht'],
  ];
  return html`<div class="numbers"><ul>${numbers.map(([count, one, many]) => html`<li><strong>${count}</strong> ${count === 1 ? one : many}</li>`)}</ul><p>Stand: ${timeMarkup(now, format)}</p></div>`;
}

function indexMarkup(speaking: readonly Body[]): Markup {
  return html`<nav class="index" aria-label="Städte, Gemeinden und Kreise"><details id="index"><summary>Wer hat sich gemeldet (${speaking.length})</summary><ul>${speaking.map((body, index) => html`<li><a href="#b-${index}">${body.name}</a></li>`)}</ul></details></nav>`;
}

function bodyMarkup(body: Body, index: number, context: PageContext): Markup {
  const { platforms, view } = context;
  const columns = platforms.filter(({ channel }) => view.channel === '' || view.channel === channel);
  return html`<section class="body" aria-labelledby="b-${index}">
<h2 id="b-${index}">${body.name}</h2>
<div class="channels">${columns.map((platform) => {
    const timelines = body.timelines.filter((timeline) => timeline.platform === platform);
    if (timelines.length === 0) return html`<p class="none">Kein Konto bei ${platform.name}</p>`;
    return html`<div class="channel">${timelines.map((timeline) => timelineMarkup(timeline, POSTS_PER_ACCOUNT, context))}</div>`;
  })}</div>
</section>`;
}

function timelineMarkup(timeline: Timeline, postsMax: number, { format }: PageContext): Markup {
  const { account, platform, posts } = timeline;
  const shown = posts.slice(0, postsMax);
  const fault = wellKnownIn(account.handle, platform);
  return html`<section class="timeline" aria-label="${account.name} auf ${platform.name}">
<p class="account"><span class="mark ${platform.channel}">${platform.name}</span> <a href="${addressOf(account)}">@${account.handle}</a>${account.name === account.group ? '' : html` <span class="name">${account.name}</span>`}</p>
${fault ? html`<p class="fault">Nachgestellte Störung: ${fault.german}</p>` : ''}
${posts.length === 0 ? html`<p class="quiet">Noch kein Beitrag.</p>` : html`<ol class="posts">${shown.map((_, index) => postMarkup(timeline, index, format))}</ol>`}
${posts.length > shown.length ? html`<p class="more"><a href="${addressOf(account)}">Alle ${posts.length} Beiträge</a></p>` : ''}
</section>`;
}

function silentMarkup(silent: readonly Body[]): Markup {
  const link = ({ account, platform }: Timeline) =>
    html` <a href="${addressOf(account)}" aria-label="${account.name} auf ${platform.name}">${platform.name}</a>`;
  const items = silent.map(
    ({ name, timelines }) => html`<li>${name} <span>${timelines.map(link)}</span></li>`,
  );
  return html`<section class="silent" aria-labelledby="silent"><h2 id="silent">Noch ohne Beitrag (${silent.length})</h2><ul>${items}</ul></section>`;
}

function emptyMarkup(isKnown: boolean): Markup {
  return html`<p class="empty">${isKnown ? 'Hier hat sich noch niemand gemeldet.' : 'Zu dieser Suche gibt es niemanden.'}</p>`;
}

/** The path of an account's own page. */
export function addressOf(account: SandboxAccount): string {
  return `/accounts/${encodeURIComponent(account.id)}`;
}
