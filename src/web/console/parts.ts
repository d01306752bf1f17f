import { changedElsewhere } from '../../app/changed-file.ts';
import type { PostHistory } from '../../app/history.ts';
import type { Draft } from '../../app/people/drafts.ts';
import type { Kind } from '../../core/domain/announcement.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { isMistake, type Mistake, mistakesIn, OperatorError } from '../../core/domain/errors.ts';
import { whereMay } from '../../core/domain/rights.ts';
import type { Entry, Intent } from '../../core/ledger/entry.ts';
import { boardLine, rowWords } from '../../staff-words/board.ts';
import { mistakeWords, say } from '../../staff-words/say.ts';
import { html } from './html.ts';
import {
  alertBox,
  button,
  type FieldNamed,
  folded,
  form,
  hiddenInputs,
  link,
  postText,
  textInput,
} from './kern.ts';
import { capitalised, withoutCode } from './odd-words.ts';
import type { Asked, Markup } from './route.ts';

/** The mode that the state file says; `broken` where the files have mistakes, `unread` where its server does not give it. */
export function modeOfReading({ reading }: Pick<Asked, 'reading'>) {
  if (reading.kind !== 'broken') return reading.configuration.state.incident.mode;
  return reading.mistakes.every(({ code }) => code === 'state-unreachable') ? 'unread' : 'broken';
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

/** The municipalities whose facts the visitor may change here: none where the state file is changed elsewhere. */
export function changeable({ person, app }: Pick<Asked, 'person' | 'app'>): ReadonlySet<string> {
  return changedElsewhere(app) === null ? whereMay(person, 'write', app.files.region) : new Set();
}

/** Why the visitor cannot change what is shown: the state file is changed elsewhere; or, in these words, for want of a right. */
export function whyNotMine(asked: Asked, words: string): Markup {
  const elsewhere = changedElsewhere(asked.app);
  return elsewhere === null ? html`<p class="kern-hint">${words}</p>` : mistakesOf(asked, [elsewhere]);
}

/** Says that the files are broken, and what then to do. */
export function brokenFiles(asked: Pick<Asked, 'reading' | 'named'>): Markup {
  const { reading } = asked;
  if (reading.kind !== 'broken') return '';
  const what = modeOfReading(asked) === 'unread' ? 'console-unread' : 'console-broken';
  return html`${alertBox('danger', say(what), say(`${what}-advice`))}${mistakesFolded(asked, reading.mistakes)}`;
}

/** Mistakes that only the operator can repair: nobody at a press office knows what a ledger is. */
export function isForOperator(mistakes: readonly Mistake[]): boolean {
  return mistakes.every(({ code }) => /^(?:(?:ledger|database|disk|clock|env)-|not-written$)/.test(code));
}

/** Lists the mistakes in the answers of a form. Throws an error of another kind again: its page has no form. */
export function mistakesOfAnswers(error: unknown): readonly Mistake[] {
  const mistakes = mistakesIn(error);
  const isOther = isMistake(error, 'draft-changed') || isMistake(error, 'state-elsewhere');
  if (isOther || isForOperator(mistakes)) throw error;
  return mistakes;
}

/** The machine could not do it: says what is safe, and whom to call. */
export function faultMarkup(asked: Pick<Asked, 'named'>, mistakes: readonly Mistake[]): Markup {
  const isFull = mistakes.some(({ code, args }) => code === 'disk-full' || args?.error === 'ENOSPC');
  const [title, advice] = isFull
    ? [say('console-disk-full'), say('console-disk-full-advice')]
    : [say('console-fault'), say('console-fault-advice')];
  return html`${alertBox('danger', title, advice)}${mistakesFolded(asked, mistakes)}`;
}

/** The mistakes with their places, in the words of the files: for the person who repairs them. */
export function mistakesFolded(asked: Pick<Asked, 'named'>, mistakes: readonly Mistake[]): Markup {
  return folded(say('console-broken-where', { n: mistakes.length }), mistakesOf(asked, mistakes));
}

export function mistakesOf({ named }: Pick<Asked, 'named'>, mistakes: readonly Mistake[]): Markup {
  return html`${mistakes.map((mistake) => {
    const { code, args } = mistake;
    // The message names the municipalities in which somebody lacks a right, or nobody has it.
    const isOfRights = code === 'no-right' || code === 'last-admin';
    const towns = isOfRights && Array.isArray(args.where) ? args.where.map(String) : null;
    const said = towns === null ? args : { ...args, where: named.whos(towns) };
    const { message, advice } = mistakeWords({ ...mistake, args: said });
    const where = mistake.place === null ? '' : `${mistake.place.file}:${mistake.place.line ?? 1}`;
    return alertBox('danger', message, `${advice} ${where}`.trim());
  })}`;
}

/**
 * A form whose answers were refused: above it what is wrong, with the focus and links to the fields that it is about, and the
 * request with which each field says so beside it. `fieldOf`: the field that a mistake is about; null where it is about none.
 */
export function refused(
  asked: Asked,
  mistakes: readonly Mistake[],
  fieldOf: (mistake: Mistake) => FieldNamed | null,
): { readonly notice: Markup; readonly asked: Asked } {
  const wrong = new Map<string, string>();
  const told = new Set<string>();
  const boxes = mistakes.map((mistake) => {
    const field = fieldOf(mistake);
    if (field === null) return mistakesOf(asked, [mistake]);
    const { message, advice } = formWords(mistake);
    const words = `${capitalised(message).replace(/\.$/, '')}. ${advice}`.trim();
    // One answer is written for many municipalities, and is as wrong for each.
    const once = JSON.stringify([field.name, words]);
    if (told.has(once)) return '';
    told.add(once);
    wrong.set(field.name, [wrong.get(field.name) ?? '', words].join(' ').trim());
    return alertBox(
      'danger',
      link(`#${field.name}`, `${field.words.replace(/\?$/, '')}: ${message}`),
      advice,
    );
  });
  return { notice: html`<div tabindex="-1" autofocus>${boxes}</div>`, asked: { ...asked, wrong } };
}

/** Mistakes that ordinary taps in a form can cause, and that the files word by their keys and values. */
const OF_FORMS = ['missing-key', 'wrong-order', 'no-such-time', 'ambiguous-time'] as const;

function formWords(mistake: Mistake): ReturnType<typeof mistakeWords> {
  const code = OF_FORMS.find((one) => one === mistake.code);
  if (code === undefined) return mistakeWords(mistake);
  return { message: say(`console-form-${code}`), advice: say(`console-form-${code}-advice`) };
}

/** Says that to publish anything makes the incident live. */
export function goesLiveBox({ app }: Asked): Markup {
  const sandbox = app.files.settings.sandbox ? 'yes' : 'no';
  return alertBox('warning', say('console-goes-live'), say('console-goes-live-advice', { sandbox }));
}

/** A list to choose from that has more than this is searched on a page of its own. */
export const CHOICES_MAX = 200;

/** A form that keeps in the browser what this visitor changed, until the console has it. */
export function keptForm({ person }: Asked, action: string, inside: Markup): Markup {
  return form(action, html`${typedBox('kept', 'drop')}${inside}`, html` data-keep="${person.id}"`);
}

/**
 * The script shows it with the answers that it kept: `kept` where it filled them in, `aside` where somebody else changed the
 * draft meanwhile, so that the form has theirs.
 */
export function typedBox(which: 'kept' | 'aside', ...ways: readonly ('fill' | 'drop')[]): Markup {
  const buttons = ways.map(
    (way) =>
      html`<button type="button" class="kern-btn kern-btn--secondary kern-btn--small" data-${way}><span class="kern-label">${say(`console-typed-${way}`)}</span></button> `,
  );
  const typed = html`<span class="text"></span>`;
  return html`<div hidden data-${which}>${alertBox('info', say(`console-typed-${which}`), typed)}${buttons}</div>`;
}

/** Searches a list of the same page. `kept`: what else of the address stays; `words`: what is searched for. */
export function searchForm(
  { path, query }: Asked,
  kept: readonly string[] = [],
  words = say('console-search'),
): Markup {
  const stays = [...query].filter(([name]) => kept.includes(name));
  return html`<search><form method="get" action="${path}" class="search">${hiddenInputs(stays)}${textInput('suche', words, '', query.get('suche'), 'search')}${button('secondary', say('console-find'))}</form></search>`;
}

/** Whether one of a list has what was searched for in its name. */
export function isFound({ query }: Asked, name: string): boolean {
  const wanted = (query.get('suche') ?? '').trim().toLowerCase().normalize('NFD');
  // A foreign keyboard has no umlauts and no ß.
  const apart = name.toLowerCase().normalize('NFD');
  const plain = apart.replace(/ß/g, 'ss');
  const forms = [apart, plain.replace(/\u0308/g, 'e'), plain.replace(/\p{M}/gu, '')];
  return forms.some((one) => one.includes(wanted));
}

/** The address of the same page with something else chosen. */
export function pathWith({ path, query }: Asked, other: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(other))
    if (value === null) next.delete(name);
    else next.set(name, value);
  return next.size === 0 ? path : `${path}?${next}`;
}

/** The requested part of a longer list, with links to the rest; or a note that the search found nothing. */
export function paged<Item>(asked: Asked, all: readonly Item[], size: number) {
  if (all.length === 0 && asked.query.get('suche'))
    return { items: all, links: html`<p class="kern-body">${say('console-found-nothing')}</p>` };
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(pages, Math.max(1, Math.floor(Number(asked.query.get('seite')) || 1)));
  const to = (n: number, words: string) => link(pathWith(asked, { seite: String(n) }), words);
  return {
    items: all.slice((page - 1) * size, page * size),
    links:
      pages === 1
        ? ''
        : html`<p class="pages">${page > 1 ? to(page - 1, say('console-page-before')) : ''} ${say('console-page', { page, pages })} ${page < pages ? to(page + 1, say('console-page-after')) : ''}</p>`,
  };
}

/** A time that the page counts down to by script. */
export function clockTo({ named }: Asked, at: Instant): Markup {
  return html`<time datetime="${new Date(at).toISOString()}" data-clock>${named.time(at)}</time>`;
}

/** Names the task of a draft. */
export function taskOf({ kind, change: { ends, announcement } }: Pick<Draft, 'kind' | 'change'>): string {
  const task = say('console-kind', { kind });
  const of = kind === 'call-off' ? announcement?.withdraws : ends?.announcement;
  return of === undefined ? task : say('console-ends-task', { task, announcement: String(of) });
}

/** The outcome of a post. Codes are for `docs/errors.md`, and the address has a link of its own. */
export function outcomeOf({ named }: Pick<Asked, 'named'>, post: PostHistory): string {
  const { removedAt } = post.entry;
  if (removedAt !== null) return say('console-post-removed', { time: named.time(removedAt) });
  return withoutCode(rowWords({ ...post, entry: { ...post.entry, url: null } }));
}

/** Sums up the outcomes of posts. */
export function boardOf(posts: readonly PostHistory[]): string {
  return withoutCode(boardLine(posts));
}

/** One post as a follower sees it. `text`: null if it will be deleted. */
export function preview(
  { app, named }: Asked,
  {
    municipality,
    account,
    channel,
    language,
  }: Pick<Entry, 'municipality' | 'account' | 'channel' | 'language'>,
  text: string | null,
  foot: Markup,
): Markup {
  const name = named.town(municipality);
  const handle = app.files.region.accounts.get(account)?.handle ?? account;
  const shown =
    text === null ? html`<p class="text">${say('console-deletes')}</p>` : postText(text, language);
  return html`<article class="post"><header><span class="face" aria-hidden="true">${name.replace(/^(?:Stadt|Gemeinde|Kreis|Hansestadt|Hochsauerlandkreis)\s+(?=\S)/, '').slice(0, 1)}</span><span><strong>${name}</strong><br><span class="handle">@${handle} · ${named.channel(channel)}</span></span></header>${shown}<footer>${foot}</footer></article>`;
}

/** The page of one post. Its key has slashes. */
export function postPath(key: string): string {
  return `/beitraege/${encodeURIComponent(key)}`;
}

export function kindNamed(kind: Kind | null): string {
  return say('console-post-kind', { kind: kind ?? 'none' });
}

/** Names the kind and time of the first of these posts, and the municipalities of all: `Ausfall, Di 24.11. 09:05 (Stadt Hemer)`. */
export function postsNamed(
  { named }: Pick<Asked, 'named'>,
  posts: readonly Pick<Intent, 'kind' | 'at' | 'municipality'>[],
): string {
  const [{ kind = null, at = 0 } = {}] = posts;
  const names = named.whos([...new Set(posts.map(({ municipality }) => municipality))]);
  return say('console-posts-named', { kind: kindNamed(kind), time: named.time(at), names });
}
