import { html } from 'hono/html';
import type { PostHistory } from '../../app/history.ts';
import { channelWithId } from '../../core/domain/channel.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { type Mistake, OperatorError } from '../../core/domain/errors.ts';
import { nameOf } from '../../core/domain/municipality.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import { dayOf, wallTimeOf } from '../../core/domain/time-zone.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import { scopeNamed } from '../../staff-words/advice.ts';
import { rowWords } from '../../staff-words/board.ts';
import { localized, mistakeWords, names, say, shownTime } from '../../staff-words/say.ts';
import type { Asked, Markup } from './route.ts';

/** The mode that the state file says; `broken` where it cannot be read. */
export function modeOfReading({ reading }: Pick<Asked, 'reading'>) {
  return reading.kind === 'broken' ? ('broken' as const) : reading.configuration.state.incident.mode;
}

/** The configuration; null where the files are broken. */
export function configurationIn({ reading }: Pick<Asked, 'reading'>): Configuration | null {
  return reading.kind === 'broken' ? null : reading.configuration;
}

/** The configuration. Throws what is wrong with the files, which then is the page. */
export function configurationOf({ reading }: Pick<Asked, 'reading'>): Configuration {
  if (reading.kind === 'broken') throw new OperatorError(reading.mistakes);
  return reading.configuration;
}

/** Says that the files are broken, and what then to do. */
export function mistakesIn({ reading }: Pick<Asked, 'reading'>): Markup {
  if (reading.kind !== 'broken') return '';
  return html`${alertBox('danger', say('console-broken'), say('console-broken-advice'))}${mistakesFolded(reading.mistakes)}`;
}

/** The machine could not do it: what is safe, and whom to call. */
export function faultMarkup(mistakes: readonly Mistake[]): Markup {
  const isFull = mistakes.some(({ code, args }) => code === 'disk-full' || args?.error === 'ENOSPC');
  const [title, advice] = isFull
    ? [say('console-disk-full'), say('console-disk-full-advice')]
    : [say('console-fault'), say('console-fault-advice')];
  return html`${alertBox('danger', title, advice)}${mistakesFolded(mistakes)}`;
}

/** The mistakes with their places, in the words of the files: for the person who repairs them. */
export function mistakesFolded(mistakes: readonly Mistake[]): Markup {
  return html`<details><summary class="kern-link">${say('console-broken-where', { n: mistakes.length })}</summary>${mistakesOf(mistakes)}</details>`;
}

export function mistakesOf(mistakes: readonly Mistake[]): Markup {
  return html`${mistakes.map((mistake) => {
    const { message, advice } = mistakeWords(mistake);
    const where = mistake.place === null ? '' : `${mistake.place.file}:${mistake.place.line ?? 1}`;
    return alertBox('danger', message, `${advice} ${where}`.trim());
  })}`;
}

/** A list to choose from that has more than this is searched on a page of its own. */
export const CHOICES_MAX = 200;

export type Tone = 'info' | 'success' | 'warning' | 'danger';

export function alertBox(tone: Tone, title: Markup, body: Markup): Markup {
  return html`<div class="kern-alert kern-alert--${tone}" role="${tone === 'danger' ? 'alert' : 'note'}"><div class="kern-alert__header"><span class="kern-title">${title}</span></div>${body === '' ? '' : html`<div class="kern-alert__body"><p class="kern-body">${typeof body === 'string' ? linked(body) : body}</p></div>`}</div>`;
}

/** Words that lead to pages of the console: `unter [Städte](/staedte)`. */
export function linked(words: string): Markup {
  return html`${words.split(/(\[[^\]]+\]\(\/[\w/-]*\))/).map((part) => {
    const [, name, path] = /^\[([^\]]+)\]\((\/[\w/-]*)\)$/.exec(part) ?? [];
    return path === undefined ? part : html`<a class="kern-link" href="${path}">${name}</a>`;
  })}`;
}

export function badge(tone: Tone, words: string): Markup {
  return html`<span class="kern-badge kern-badge--${tone}"><span class="kern-label">${words}</span></span>`;
}

/** `kind`: one primary button a page. */
export function button(
  kind: 'primary' | 'secondary' | 'tertiary',
  words: string,
  name = '',
  value = '',
): Markup {
  const named = name === '' ? '' : html` name="${name}" value="${value}"`;
  return html`<button class="kern-btn kern-btn--${kind} kern-btn--block"${named}><span class="kern-label">${words}</span></button>`;
}

export function linkButton(kind: 'primary' | 'secondary' | 'tertiary', words: string, href: string): Markup {
  return html`<a class="kern-btn kern-btn--${kind} kern-btn--block" href="${href}"><span class="kern-label">${words}</span></a>`;
}

/** A box that can be ticked, or one of several that can be chosen, as large as a thumb. */
export function chip(
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  words: string,
  checked = false,
): Markup {
  const id = `${name}-${value}`.replace(/[^\w-]/g, '_');
  return html`<span class="chip"><input type="${type}" id="${id}" name="${name}" value="${value}"${checked ? html` checked` : ''}><label for="${id}">${words}</label></span>`;
}

export function choices(legend: string, hint: string, chips: readonly Markup[]): Markup {
  return html`<fieldset class="kern-fieldset"><legend class="kern-label kern-label--large">${legend}</legend>${hint === '' ? '' : html`<p class="kern-hint">${hint}</p>`}<div class="chips">${chips}</div></fieldset>`;
}

export function field(name: string, words: string, hint: string, input: Markup): Markup {
  return html`<div class="kern-form-input"><label class="kern-label" for="${name}">${words}</label>${hint === '' ? '' : html`<div class="kern-hint" id="${name}-hint">${hint}</div>`}${input}</div>`;
}

export function textInput(
  name: string,
  words: string,
  hint: string,
  value = '',
  type = 'text',
  fills = 'off',
): Markup {
  return field(
    name,
    words,
    hint,
    html`<input class="kern-form-input__input" id="${name}" name="${name}" type="${type}" value="${value}"${hint === '' ? '' : html` aria-describedby="${name}-hint"`} autocomplete="${fills}">`,
  );
}

export function select(
  name: string,
  words: string,
  hint: string,
  options: readonly { readonly value: string; readonly words: string }[],
  chosen: string,
): Markup {
  return field(
    name,
    words,
    hint,
    html`<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="${name}" name="${name}"${hint === '' ? '' : html` aria-describedby="${name}-hint"`}>${options.map((one) => html`<option value="${one.value}"${one.value === chosen ? html` selected` : ''}>${one.words}</option>`)}</select></div>`,
  );
}

/** Searches a list of the same page. `inside`: further fields. */
export function searchForm(path: string, query: URLSearchParams, inside: Markup = ''): Markup {
  return html`<search><form method="get" action="${path}" class="search">${inside}${textInput('suche', say('console-search'), '', query.get('suche') ?? '', 'search')}${button('secondary', say('console-find'))}</form></search>`;
}

/** One box to be ticked, with a sentence. */
export function check(name: string, value: string, words: string, checked = false): Markup {
  const id = `${name}-${value}`.replace(/[^\w-]/g, '_');
  return html`<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" id="${id}" name="${name}" value="${value}"${checked ? html` checked` : ''}><label class="kern-label" for="${id}">${words}</label></div>`;
}

export function townName({ region }: Pick<Configuration, 'region'>, id: string): string {
  return localized(nameOf(region, id)) || id;
}

const TOWNS_NAMED_MAX = 4;

/** Whose accounts these are: the first few names. */
export function townsOf({ region }: Pick<Configuration, 'region'>, accounts: Iterable<string>): string {
  const towns = [...accounts].map((account) => {
    const town = region.accounts.get(account)?.municipality;
    return town === undefined ? account : townName({ region }, town);
  });
  return names([...new Set(towns)], TOWNS_NAMED_MAX);
}

/** `Altena` of `Stadt Altena`: for long lists. */
export function shortName(files: Pick<Configuration, 'region'>, id: string): string {
  return townName(files, id).replace(
    /^(?:Hansestadt|Stadt|Gemeinde|Town of|Municipality of|City of)\s+(?=\S)/,
    '',
  );
}

export function timeShown({ app, now }: Pick<Asked, 'app' | 'now'>, at: Instant): string {
  return shownTime(at, app.files.settings.zone, now);
}

/** `12:00 Uhr`, `morgen, 8:00 Uhr`: for a time within a day or so. */
export function timeOfDay({ app, now }: Pick<Asked, 'app' | 'now'>, at: Instant): string {
  const { zone } = app.files.settings;
  const { hour, minute } = wallTimeOf(at, zone);
  const time = `${hour}:${String(minute).padStart(2, '0')}`;
  return say(dayOf(at, zone) === dayOf(now, zone) ? 'console-today' : 'console-tomorrow', { time });
}

/** A time that the page counts down to by script. */
export function clockTo(asked: Pick<Asked, 'app' | 'now'>, at: Instant): Markup {
  return html`<time datetime="${new Date(at).toISOString()}" data-clock>${timeShown(asked, at)}</time>`;
}

export function channelName({ channels }: Pick<Configuration, 'channels'>, id: string): string {
  return channelWithId(channels, id).name;
}

/** `Mastodon`, and the language where it is not the municipality's own: `Mastodon (en)`. */
export function whereShown(
  files: Pick<Configuration, 'channels' | 'region'>,
  { municipality, channel, language }: Pick<Entry, 'municipality' | 'channel' | 'language'>,
): string {
  const own = files.region.municipalities.get(municipality)?.languages[0];
  const name = channelName(files, channel);
  return language === own ? name : `${name} (${language})`;
}

/** What is paused, by the names that staff know. */
export function scopeShown({ app: { files } }: Pick<Asked, 'app'>, scope: PauseScope): string {
  if (scope.of === 'channel') return say('scope-channel', { channel: channelName(files, scope.channel) });
  const account = scope.of === 'account' ? files.region.accounts.get(scope.account) : undefined;
  if (!account) return scopeNamed(scope);
  const { municipality, handle, channel } = account;
  return say('scope-account', {
    account: `${townName(files, municipality)} (@${handle}, ${channelName(files, channel)})`,
  });
}

/** One post as a follower sees it. */
export function preview(
  account: { readonly name: string; readonly handle: string; readonly channel: string },
  text: Markup,
  foot: Markup,
): Markup {
  return html`<article class="post"><header><span class="face" aria-hidden="true">${account.name.replace(/^(?:Stadt|Gemeinde|Kreis|Hansestadt|Hochsauerlandkreis)\s+(?=\S)/, '').slice(0, 1)}</span><span><strong>${account.name}</strong><br><span class="handle">@${account.handle} · ${account.channel}</span></span></header><p class="text">${text}</p><footer>${foot}</footer></article>`;
}

/** Hidden fields of a form. */
export function hiddenInputs(fields: Iterable<readonly [name: string, value: string]>): readonly Markup[] {
  return [...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}

/** The outcome of a post. Codes are for `docs/errors.md`, and the address has a link of its own. */
export function outcomeOf(post: PostHistory): string {
  return withoutCode(rowWords({ ...post, entry: { ...post.entry, url: null } }));
}

export function withoutCode(words: string): string {
  return words.replace(/ \([a-z-]+\)$/, '');
}

/** The page of one post. Its key has slashes. */
export function postPath(key: string): string {
  return `/beitraege/${encodeURIComponent(key)}`;
}

/** The page that was asked for, of a list of `all` items. `from`: the index of its first item. */
export function pageIn(query: URLSearchParams, size: number, all: number) {
  const pages = Math.max(1, Math.ceil(all / size));
  const page = Math.min(pages, Math.max(1, Math.floor(Number(query.get('seite')) || 1)));
  return { page, pages, from: (page - 1) * size };
}

/** Links to the rest of a longer list. */
export function pageLinks(page: number, pages: number, to: (page: number) => string): Markup {
  if (pages <= 1) return '';
  return html`<p class="pages">${page > 1 ? html`<a class="kern-link" href="${to(page - 1)}">${say('console-page-before')}</a>` : ''} ${say('console-page', { page, pages })} ${page < pages ? html`<a class="kern-link" href="${to(page + 1)}">${say('console-page-after')}</a>` : ''}</p>`;
}
