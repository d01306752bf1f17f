import { html } from 'hono/html';
import { z } from 'zod';
import type { Instant } from '../core/domain/clock.ts';
import type { SandboxAccount } from './account.ts';
import { wellKnownIn } from './handles.ts';
import { type Markup, type PageTimeline, postMarkup, type TimeFormat, timeMarkup } from './page-post.ts';
import type { SandboxPlatform } from './platform.ts';
import { PAGE_LANGUAGES, type PageLanguage, type Say } from './words.ts';

/** The reader's choice, as it is in the address. A part that cannot be read counts as left out. */
export const viewSchema = z.object({
  /** Part of a municipality's name; empty: all. */
  name: z.string().trim().max(100).catch(''),
  /** Empty: all. */
  channel: z.string().catch(''),
  refresh: z.enum(['on', 'off']).catch('on'),
});

export interface PageContext {
  readonly platforms: readonly SandboxPlatform[];
  readonly format: TimeFormat;
  readonly language: PageLanguage;
  readonly say: Say;
  /** The address of this page. */
  readonly path: string;
  readonly now: Instant;
  readonly view: z.infer<typeof viewSchema>;
  /** Changes when anything on the page does. */
  readonly revision: string;
}

/** A municipality with the timelines of its accounts. */
interface Body {
  readonly name: string;
  readonly timelines: readonly PageTimeline[];
}

/** On the page of all; an account's own page shows everything. */
const POSTS_PER_ACCOUNT = 20;

/** All timelines, by municipality. Those without a post come last, as a list. */
export function overviewPage(timelines: readonly PageTimeline[], context: PageContext): Markup {
  const bodies = [...Map.groupBy(timelines, ({ account }) => account.group)].map(
    ([name, own]): Body => ({ name, timelines: own }),
  );
  const speaks = ({ timelines }: Body) => timelines.some(({ posts }) => posts.length > 0);
  const speaking = bodies.filter(speaks);
  const silent = bodies.filter((body) => !speaks(body));
  return frame(
    context,
    context.say('title-overview'),
    filterMarkup(context),
    html`${numbersMarkup(bodies.length, timelines, context)}
<main id="timelines">
${speaking.map((body, index) => bodyMarkup(body, index, context))}
${speaking.length === 0 ? emptyMarkup(bodies.length > 0, context) : ''}
${silent.length > 0 ? silentMarkup(silent, context) : ''}
</main>`,
  );
}

/** One account, with every post that it ever had. */
export function accountPage(timeline: PageTimeline, context: PageContext): Markup {
  const { account, posts } = timeline;
  return frame(
    context,
    account.group,
    backMarkup(context),
    html`<main id="timelines"><section class="body single" aria-label="${labelOf(timeline, context)}">
${timelineMarkup(timeline, posts.length, context)}
${posts.length === 0 ? emptyMarkup(true, context) : ''}</section></main>`,
  );
}

export function missingPage(context: PageContext): Markup {
  return frame(
    context,
    context.say('missing'),
    backMarkup(context),
    html`<main id="timelines"><p class="empty">${context.say('missing-text')}</p></main>`,
  );
}

const REFRESH_SECONDS = 15;

function backMarkup({ say }: PageContext): Markup {
  return html`<p class="back"><a href="/">${say('all-accounts')}</a></p>`;
}

function labelOf({ account, platform }: PageTimeline, { say }: PageContext): string {
  return say('account-of', { name: account.name, platform: platform.name });
}

function frame(context: PageContext, heading: string, above: Markup, live: Markup): Markup {
  const { platforms, view, revision, language, say, path } = context;
  const names = new Intl.ListFormat(language).format(platforms.map(({ name }) => name));
  const [other = language] = PAGE_LANGUAGES.filter((one) => one !== language);
  const footnotes = platforms.flatMap(({ footnote }) => footnote?.[language] ?? []);
  return html`<!doctype html>
<html lang="${language}">
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
<a class="skip" href="#timelines">${say('to-posts')}</a>
<p class="banner" role="note"><span><strong>Sandbox.</strong> ${say('banner', { platforms: names })}</span></p>
<div class="page">
<header>
<p class="title">Sandbox</p>
<h1>${heading}</h1>
${above}
</header>
<p id="lost" class="lost" role="status" hidden>${say('lost')}</p>
<div id="live" data-revision="${revision}">
${live}
</div>
<footer><p>${[say('deleted-note'), ...footnotes].join(' ')}</p><p><a href="${path}?sprache=${other}" lang="${other}">${say('other-language')}</a></p></footer>
</div>
</body>
</html>`;
}

function filterMarkup({ view, platforms, say }: PageContext): Markup {
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;
  const channels = platforms.map(({ channel, name }) =>
    option(channel, say('only', { platform: name }), view.channel),
  );
  const isFiltered = view.name !== '' || view.channel !== '';
  return html`<search><form class="filter" action="/" method="get">
<p class="wide"><label for="name">${say('name')}</label><input id="name" name="name" type="search" value="${view.name}" placeholder="${say('name-example')}" autocomplete="off"></p>
<p><label for="channel">${say('platform')}</label><select id="channel" name="channel">${option('', say('all-platforms', { n: platforms.length }), view.channel)}${channels}</select></p>
<p><button type="submit">${say('show')}</button></p>
</form>${isFiltered ? html`<p class="unfiltered"><a href="/">${say('show-all')}</a></p>` : ''}</search>`;
}

function numbersMarkup(
  bodies: number,
  timelines: readonly PageTimeline[],
  { now, format, say }: PageContext,
): Markup {
  const posts = timelines.flatMap((timeline) => timeline.posts);
  const deleted = posts.filter((shown) => shown.deletedAt !== null);
  const edited = posts.filter((shown) => shown.editedAt !== null && shown.deletedAt === null);
  const numbers: readonly (readonly [number, string])[] = [
    [bodies, say('bodies', { n: bodies })],
    [timelines.length, say('accounts', { n: timelines.length })],
    [posts.length, say('posts', { n: posts.length })],
    [edited.length, say('edited')],
    [deleted.length, say('deleted')],
  ];
  return html`<div class="numbers"><ul>${numbers.map(([count, what]) => html`<li><strong>${count}</strong> ${what}</li>`)}</ul><p>${say('as-of')} ${timeMarkup(now, format)}</p></div>`;
}

function bodyMarkup(body: Body, index: number, context: PageContext): Markup {
  const { platforms, view, say } = context;
  const columns = platforms.filter(({ channel }) => view.channel === '' || view.channel === channel);
  return html`<section class="body" aria-labelledby="b-${index}">
<h2 id="b-${index}">${body.name}</h2>
<div class="channels">${columns.map((platform) => {
    const timelines = body.timelines.filter((timeline) => timeline.platform === platform);
    if (timelines.length === 0)
      return html`<p class="none">${say('no-account', { platform: platform.name })}</p>`;
    return html`<div class="channel">${timelines.map((timeline) => timelineMarkup(timeline, POSTS_PER_ACCOUNT, context))}</div>`;
  })}</div>
</section>`;
}

function timelineMarkup(timeline: PageTimeline, postsMax: number, context: PageContext): Markup {
  const { say } = context;
  const { account, platform, posts } = timeline;
  const shown = posts.slice(0, postsMax);
  const fault = wellKnownIn(account.handle, platform);
  return html`<section class="timeline" aria-label="${labelOf(timeline, context)}">
<p class="account"><span class="mark ${platform.channel}">${platform.name}</span> <a href="${addressOf(account)}">@${account.handle}</a>${account.name === account.group ? '' : html` <span class="name">${account.name}</span>`}</p>
${fault ? html`<p class="fault">${say('fault', { fault: say(`fault-${fault.word}`) })}</p>` : ''}
${posts.length === 0 ? html`<p class="quiet">${say('no-post')}</p>` : html`<ol class="posts">${shown.map((_, index) => postMarkup(timeline, index, context))}</ol>`}
${posts.length > shown.length ? html`<p class="more"><a href="${addressOf(account)}">${say('all-posts', { n: posts.length })}</a></p>` : ''}
</section>`;
}

function silentMarkup(silent: readonly Body[], context: PageContext): Markup {
  const link = (timeline: PageTimeline) =>
    html` <a href="${addressOf(timeline.account)}" aria-label="${labelOf(timeline, context)}">${timeline.platform.name}</a>`;
  const items = silent.map(
    ({ name, timelines }) => html`<li>${name} <span>${timelines.map(link)}</span></li>`,
  );
  return html`<section class="silent" aria-labelledby="silent"><h2 id="silent">${context.say('silent', { n: silent.length })}</h2><ul>${items}</ul></section>`;
}

function emptyMarkup(isKnown: boolean, { say }: PageContext): Markup {
  return html`<p class="empty">${say(isKnown ? 'nobody-yet' : 'nobody-found')}</p>`;
}

/** The path of an account's own page. */
export function addressOf(account: SandboxAccount): string {
  return `/accounts/${encodeURIComponent(account.id)}`;
}
