import type { PostHistory } from '../../app/history.ts';
import { situationNow } from '../../app/situation.ts';
import type { Kind } from '../../core/domain/announcement.ts';
import { type Entry, isPublished, postedAt } from '../../core/ledger/entry.ts';
import { say, spoken } from '../../staff-words/say.ts';
import { html } from './html.ts';
import { alertBox, badge, link, linked, postText, type Tone } from './kern.ts';
import { heldAdvice, withoutCode } from './odd-words.ts';
import {
  boardOf,
  changeable,
  configurationIn,
  isFound,
  kindNamed,
  outcomeOf,
  paged,
  pathWith,
  postPath,
  searchForm,
} from './parts.ts';
import { toneOf } from './progress.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';
import { germanOf } from './wrong-post.ts';

export const POSTS: readonly Route[] = [
  { method: 'get', path: '/beitraege', act: 'look', answer: postsPage },
];

/** The filters of a list. */
const STATES = ['posted', 'waiting', 'held', 'refused', 'unknown', 'expired'] as const;
type State = (typeof STATES)[number];

/** Announcements on one page, posts of each that are listed at once, and posts on a page of one announcement. */
const GROUPS_A_PAGE = 12;
const ROWS_A_GROUP = 4;
const ROWS_A_PAGE = 50;
/** Towns of one announcement among which the wrong post is chosen by one tap; more are searched. */
const TOWNS_MAX = 80;
const EXCERPT_LETTERS = 90;
/** The parameters of the address that a search keeps. */
const KEPT = ['zu', 'zustand', 'meldung'];

/** A post in a list; one that could not be worded has no entry. */
interface Row {
  readonly announcement: string;
  readonly kind: Kind | null;
  readonly municipality: string;
  readonly account: string;
  readonly language: string;
  readonly state: State | 'over';
  /** The outcome of the post. */
  words(): string;
  readonly tone: Tone;
  /** The time at which it was or should be published. */
  readonly at: number;
  readonly post: PostHistory | null;
  /** Advice for a post that could not be worded. */
  advice(): string;
}

async function postsPage(asked: Asked): Promise<WebAnswer> {
  const { query, named } = asked;
  const rows = (await rowsOf(asked)).filter(({ municipality }) => isFound(asked, named.town(municipality)));
  if (query.get('zu') === 'falsch') return choosePage(asked, rows);
  const state = STATES.find((one) => one === query.get('zustand')) ?? null;
  const announcement = query.get('meldung');
  const shown = rows.filter(
    (row) =>
      (state === null || row.state === state) && (announcement === null || row.announcement === announcement),
  );
  const list = announcement === null ? groupsMarkup(asked, shown) : groupPage(asked, shown, announcement);
  return page(
    say('console-nav-posts'),
    html`${searchForm(asked, KEPT)}${stateLinks(asked, rows, state)}
${shown.length === 0 ? html`<p class="kern-body">${say(query.get('suche') ? 'console-found-nothing' : 'console-no-posts')}</p>` : list}`,
  );
}

/** Everything that the ledger knows, newest first, and what is held before it gets there. Edits that are done show in their post. */
async function rowsOf(asked: Asked): Promise<readonly Row[]> {
  const posts = await asked.posts();
  const listed = posts
    .filter(({ entry }) => entry.action === 'publish' || entry.state !== 'posted')
    .map((post): Row => {
      const { announcement, kind, municipality, account, language } = post.entry;
      const at = postedAt(post.entry);
      const row = { announcement, kind, municipality, account, language, at, post, advice: () => '' };
      return { ...row, state: stateIn(post), words: () => outcomeOf(asked, post), tone: toneOf(post) };
    });
  const configuration = configurationIn(asked);
  if (configuration === null) return byTown(asked, listed.toReversed());
  const { plan } = await situationNow(asked.app, configuration);
  const known = new Set(
    posts.flatMap(({ entry: { announcement, account, language, held, state } }) =>
      held !== null || ['refused', 'unknown'].includes(state)
        ? [`${announcement} ${account} ${language}`]
        : [],
    ),
  );
  const unworded = plan.held
    .filter(({ announcement, account, language }) => !known.has(`${announcement} ${account} ${language}`))
    .map((held): Row => {
      const { announcement, account, language, because } = held;
      const municipality = configuration.region.accounts.get(account)?.municipality ?? account;
      const kind = configuration.state.announcements.find(({ id }) => id === announcement)?.kind ?? null;
      const words = () => withoutCode(say('row-held', { because: say('because', { code: because }) }));
      const advice = () => heldAdvice(asked, held);
      const row = { announcement, kind, municipality, account, language, words, advice, post: null };
      return { ...row, state: 'held', tone: 'warning', at: asked.now };
    });
  return byTown(asked, [...unworded, ...listed.toReversed()]);
}

/** Posts that need somebody come first, then the towns by name; later posts come before earlier ones. */
function byTown({ named }: Asked, rows: readonly Row[]): readonly Row[] {
  const collator = new Intl.Collator(spoken());
  const towns = [...new Set(rows.map(({ municipality }) => municipality))]
    .map((id) => ({ id, name: named.shortTown(id) }))
    .sort((a, b) => collator.compare(a.name, b.name));
  const place = new Map(towns.map(({ id }, index) => [id, index]));
  const rank = ({ state, municipality }: Row) =>
    (['held', 'refused', 'unknown'].includes(state) ? 0 : towns.length) + (place.get(municipality) ?? 0);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

function stateIn({ entry: { state, held, removedAt } }: PostHistory): Row['state'] {
  if (removedAt !== null) return 'over';
  if (held !== null && state !== 'unknown') return 'held';
  if (state === 'sending') return 'waiting';
  return state === 'superseded' ? 'over' : state;
}

function stateLinks(asked: Asked, rows: readonly Row[], chosen: State | null): Markup {
  const link = (state: State | null, n: number) =>
    html`<li><a class="kern-link" href="${pathWith(asked, { zustand: state, seite: null })}"${state === chosen ? html` aria-current="page"` : ''}>${say('console-posts-in-state', { state: state ?? 'all', n })}</a></li>`;
  const counted = STATES.map((state) => ({ state, n: rows.filter((row) => row.state === state).length }));
  return html`<nav aria-label="${say('console-posts-filter')}"><ul class="towns">${link(null, rows.length)}${counted.filter(({ state, n }) => n > 0 || state === chosen).map(({ state, n }) => link(state, n))}</ul></nav>`;
}

/** The posts of each announcement. */
function newestFirst(rows: readonly Row[]): readonly (readonly [string, readonly Row[]])[] {
  return [...Map.groupBy(rows, ({ announcement }) => announcement)]
    .map(([announcement, all]) => ({ announcement, all, at: newestOf(all) }))
    .sort((a, b) => b.at - a.at)
    .map(({ announcement, all }) => [announcement, all] as const);
}

function newestOf(rows: readonly Row[]): number {
  return rows.reduce((newest, { at }) => Math.max(newest, at), 0);
}

function groupsMarkup(asked: Asked, rows: readonly Row[]): Markup {
  const { items, links } = paged(asked, newestFirst(rows), GROUPS_A_PAGE);
  return html`${items.map(
    ([announcement, all]) => html`<section class="card">${groupHead(asked, announcement, all)}
<ul class="rows">${all.slice(0, ROWS_A_GROUP).map((row) => rowMarkup(asked, row))}</ul>
${all.length > ROWS_A_GROUP ? html`<p>${link(pathWith(asked, { meldung: announcement, seite: null }), say('console-posts-all', { n: all.length }))}</p>` : ''}</section>`,
  )}${links}`;
}

function groupPage(asked: Asked, rows: readonly Row[], announcement: string): Markup {
  const { items, links } = paged(asked, rows, ROWS_A_PAGE);
  return html`<section class="card">${groupHead(asked, announcement, rows)}
<ul class="rows">${items.map((row) => rowMarkup(asked, row))}</ul></section>
${links}
<p>${link(pathWith(asked, { meldung: null, seite: null }), say('console-posts-back'))}</p>`;
}

/** Shows the posts of an announcement, their times, and how many are done. */
function groupHead({ named }: Asked, announcement: string, rows: readonly Row[], withBoard = true): Markup {
  const published = rows.filter(({ post }) => post?.entry.state === 'posted');
  const time = named.time(newestOf(published.length > 0 ? published : rows));
  const board = withBoard ? boardOf(rows.flatMap(({ post }) => post ?? [])) : '';
  const words = [time, board, announcement].filter((one) => one !== '').join(' · ');
  return html`<h2 class="kern-heading-small">${kindNamed(rows[0]?.kind ?? null)}</h2><p class="kern-hint">${words}</p>`;
}

function rowMarkup({ app: { files }, named }: Asked, row: Row): Markup {
  const { municipality, account, language, post, tone, at } = row;
  const [words, advice] = [row.words(), row.advice()];
  const channel = files.region.accounts.get(account)?.channel ?? post?.entry.channel;
  const where = channel === undefined ? account : named.where({ municipality, channel, language });
  const time = post === null ? '' : ` · ${named.time(at)}`;
  const told = html`<strong>${named.town(municipality)}</strong> <span class="handle">${where}${time}</span>`;
  return html`<li><span>${post === null ? told : link(postPath(post.entry.key), told)}</span>${badge(tone, words)}${advice === '' ? '' : html`<p class="kern-hint">${linked(advice)}</p>`}</li>`;
}

/** The wrong post is chosen by its town: all that it published of one announcement was worded from the same facts. */
function choosePage(asked: Asked, rows: readonly Row[]): WebAnswer {
  const mine = changeable(asked);
  const published = rows.filter(
    ({ post, kind, municipality }) =>
      mine.has(municipality) && post !== null && isPublished(post.entry) && kind !== 'retraction',
  );
  const { items, links } = paged(asked, newestFirst(published), GROUPS_A_PAGE);
  const title = say('console-choose-wrong');
  if (items.length === 0)
    return page(
      title,
      asked.query.get('suche')
        ? html`${searchForm(asked, KEPT)}${links}`
        : alertBox('info', say('console-nothing-published'), say('console-nothing-published-advice')),
    );
  return page(
    title,
    html`<p class="kern-body">${say('console-choose-wrong-hint')}</p>${searchForm(asked, KEPT)}
${items.map(([announcement, all]) => chooseGroup(asked, announcement, all))}
${links}`,
  );
}

/** The first of the posts, in German where it is a translation. */
function shownOf(rows: readonly Row[]): Entry | null {
  const [first, ...more] = rows.flatMap(({ post }) => post?.entry ?? []);
  return first === undefined ? null : (germanOf(first, more) ?? first);
}

function chooseGroup(asked: Asked, announcement: string, rows: readonly Row[]): Markup {
  const { app, named } = asked;
  const { messages } = app.files;
  const towns = [...Map.groupBy(rows, ({ municipality }) => municipality)]
    .map(([town, own]) => ({ name: named.shortTown(town), own }))
    .sort((a, b) => a.name.localeCompare(b.name, spoken()));
  const links = towns
    .slice(0, TOWNS_MAX)
    .map(
      ({ name, own }) =>
        html`<li>${link(`/falsch/${encodeURIComponent(shownOf(own)?.key ?? '')}`, name)}</li>`,
    );
  const shown = shownOf(rows);
  if (shown === null) return '';
  const { publishedText, language } = shown;
  const whole = publishedText ?? '';
  const text = messages.isExercise(whole) ? whole.slice(whole.indexOf('\n') + 1) : whole;
  const excerpt =
    text.length > EXCERPT_LETTERS ? `${text.slice(0, EXCERPT_LETTERS + 1).replace(/\s+\S*$/, '')} …` : text;
  const rest = towns.length - TOWNS_MAX;
  return html`<section class="card">${groupHead(asked, announcement, rows, false)}
${postText(excerpt, language)}<ul class="towns">${links}</ul>${rest > 0 ? html`<p class="kern-hint">${say('console-choose-more', { n: rest })}</p>` : ''}</section>`;
}
