import { html } from 'hono/html';
import type { PostHistory } from '../../app/history.ts';
import { publishedDrafts } from '../../app/people/drafts.ts';
import { situationNow } from '../../app/situation.ts';
import type { Kind } from '../../core/domain/announcement.ts';
import type { Key } from '../../core/domain/post-key.ts';
import { isPublished } from '../../core/ledger/entry.ts';
import { holdAdvice } from '../../staff-words/advice.ts';
import { boardLine } from '../../staff-words/board.ts';
import { say, spoken } from '../../staff-words/say.ts';
import type { Desk } from './desk.ts';
import {
  alertBox,
  badge,
  configurationIn,
  linked,
  outcomeOf,
  pageIn,
  pageLinks,
  postPath,
  searchForm,
  shortName,
  type Tone,
  timeShown,
  townName,
  whereShown,
  withoutCode,
} from './parts.ts';
import { toneOf } from './progress.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';

export const POSTS: readonly Route[] = [
  { method: 'get', path: '/beitraege', act: 'look', answer: postsPage },
];

/** The filters of a list. */
const STATES = ['posted', 'waiting', 'held', 'refused', 'unknown'] as const;
type State = (typeof STATES)[number];

/** Announcements on one page, posts of each that are listed at once, and posts on a page of one announcement. */
const GROUPS_A_PAGE = 12;
const ROWS_A_GROUP = 4;
const ROWS_A_PAGE = 50;
/** Towns of one announcement among which the wrong post is chosen by one tap; more are searched. */
const TOWNS_MAX = 80;
const EXCERPT_LETTERS = 90;

/** A post in a list; one that could not be worded has no entry. */
interface Row {
  readonly announcement: string;
  readonly kind: Kind | null;
  readonly municipality: string;
  readonly account: string;
  readonly language: string;
  readonly state: State | 'over';
  /** What became of it. */
  words(): string;
  readonly tone: Tone;
  readonly at: number;
  readonly post: PostHistory | null;
  /** What to do where it could not be worded. */
  advice(): string;
}

async function postsPage(asked: Asked): Promise<Answer> {
  const { query, app } = asked;
  const search = (query.get('suche') ?? '').trim().toLowerCase();
  const isFound = ({ municipality }: Row) =>
    search === '' || townName(app.files, municipality).toLowerCase().includes(search);
  if (query.get('zu') === 'falsch') return choosePage(asked, isFound);
  const rows = (await rowsOf(asked)).filter(isFound);
  const state = STATES.find((one) => one === query.get('zustand')) ?? null;
  const announcement = query.get('meldung');
  const shown = rows.filter(
    (row) =>
      (state === null || row.state === state) && (announcement === null || row.announcement === announcement),
  );
  return {
    kind: 'page',
    title: say('console-nav-posts'),
    body: html`${postSearch(asked)}${stateLinks(asked, rows, state)}
${shown.length === 0 ? html`<p class="kern-body">${say('console-no-posts')}</p>` : announcement === null ? groupsMarkup(asked, shown) : groupPage(asked, shown, announcement)}`,
  };
}

/** Posts by which staff said that something works again. If that is a way to reach them, the post has the kind `status`. */
export async function restoringKeys(desk: Desk): Promise<ReadonlySet<Key>> {
  const drafts = await publishedDrafts(desk);
  return new Set(drafts.flatMap(({ kind, keys }) => (kind === 'restoration' ? keys : [])));
}

/** Everything that the ledger knows, newest first, and what is held before it gets there. Edits that are done show in their post. */
async function rowsOf(asked: Asked): Promise<readonly Row[]> {
  const posts = await asked.desk.posts();
  const restoring = await restoringKeys(asked.desk);
  const listed = posts
    .filter(({ entry }) => entry.action === 'publish' || entry.state !== 'posted')
    .map((post): Row => {
      const { key, announcement, municipality, account, language, at } = post.entry;
      const kind = restoring.has(key) ? 'restoration' : post.entry.kind;
      const row = { announcement, kind, municipality, account, language, at, post, advice: () => '' };
      return { ...row, state: stateIn(post), words: () => outcomeOf(post), tone: toneOf(post) };
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
      const advice = () => holdAdvice(held, (at) => timeShown(asked, at));
      const row = { announcement, kind, municipality, account, language, words, advice, post: null };
      return { ...row, state: 'held', tone: 'warning', at: asked.now };
    });
  return byTown(asked, [...unworded, ...listed.toReversed()]);
}

/** Posts that need somebody come first, then the towns by name; later posts come before earlier ones. */
function byTown({ app: { files } }: Asked, rows: readonly Row[]): readonly Row[] {
  const collator = new Intl.Collator(spoken());
  const named = [...new Set(rows.map(({ municipality }) => municipality))]
    .map((id) => ({ id, name: shortName(files, id) }))
    .sort((a, b) => collator.compare(a.name, b.name));
  const place = new Map(named.map(({ id }, index) => [id, index]));
  const rank = ({ state, municipality }: Row) =>
    (['held', 'refused', 'unknown'].includes(state) ? 0 : named.length) + (place.get(municipality) ?? 0);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

function stateIn({ entry: { state, held } }: PostHistory): Row['state'] {
  if (held !== null) return 'held';
  if (state === 'sending') return 'waiting';
  return state === 'expired' || state === 'superseded' ? 'over' : state;
}

function postSearch({ query }: Asked): Markup {
  const kept = ['zu', 'zustand', 'meldung'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [html`<input type="hidden" name="${name}" value="${value}">`];
  });
  return searchForm('/beitraege', query, html`${kept}`);
}

function stateLinks(asked: Asked, rows: readonly Row[], chosen: State | null): Markup {
  const link = (state: State | null, n: number) =>
    html`<li><a class="kern-link" href="${listPath(asked, { zustand: state, seite: null })}"${state === chosen ? html` aria-current="page"` : ''}>${say('console-posts-in-state', { state: state ?? 'all', n })}</a></li>`;
  const counted = STATES.map((state) => ({ state, n: rows.filter((row) => row.state === state).length }));
  return html`<nav aria-label="${say('console-posts-filter')}"><ul class="towns">${link(null, rows.length)}${counted.filter(({ state, n }) => n > 0 || state === chosen).map(({ state, n }) => link(state, n))}</ul></nav>`;
}

/** The same list with something else chosen. */
function listPath({ query }: Asked, other: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(other))
    if (value === null) next.delete(name);
    else next.set(name, value);
  return next.size === 0 ? '/beitraege' : `/beitraege?${next}`;
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
  const groups = newestFirst(rows);
  const { page, pages, from } = pageIn(asked.query, GROUPS_A_PAGE, groups.length);
  return html`${groups.slice(from, from + GROUPS_A_PAGE).map(
    ([announcement, all]) => html`<section class="card">${groupHead(asked, announcement, all)}
<ul class="rows">${all.slice(0, ROWS_A_GROUP).map((row) => rowMarkup(asked, row))}</ul>
${all.length > ROWS_A_GROUP ? html`<p><a class="kern-link" href="${listPath(asked, { meldung: announcement, seite: null })}">${say('console-posts-all', { n: all.length })}</a></p>` : ''}</section>`,
  )}${pageLinks(page, pages, (n) => listPath(asked, { seite: String(n) }))}`;
}

function groupPage(asked: Asked, rows: readonly Row[], announcement: string): Markup {
  const { page, pages, from } = pageIn(asked.query, ROWS_A_PAGE, rows.length);
  return html`<section class="card">${groupHead(asked, announcement, rows)}
<ul class="rows">${rows.slice(from, from + ROWS_A_PAGE).map((row) => rowMarkup(asked, row))}</ul></section>
${pageLinks(page, pages, (n) => listPath(asked, { seite: String(n) }))}
<p><a class="kern-link" href="${listPath(asked, { meldung: null, seite: null })}">${say('console-posts-back')}</a></p>`;
}

/** Shows what was said, when, and how much of it is done. */
function groupHead(asked: Asked, announcement: string, rows: readonly Row[]): Markup {
  const posts = rows.flatMap(({ post }) => post ?? []);
  const at = newestOf(rows);
  const board = posts.length === 0 ? '' : ` · ${boardLine(posts)}`;
  return html`<h2 class="kern-heading-small">${kindNamed(rows[0]?.kind ?? null)}</h2><p class="kern-hint">${timeShown(asked, at)}${board} · ${announcement}</p>`;
}

export function kindNamed(kind: Kind | null): string {
  return say('console-post-kind', { kind: kind ?? 'none' });
}

function rowMarkup({ app: { files } }: Asked, row: Row): Markup {
  const { municipality, account, language, post, tone } = row;
  const [words, advice] = [row.words(), row.advice()];
  const channel = files.region.accounts.get(account)?.channel ?? post?.entry.channel;
  const name = townName(files, municipality);
  const where = channel === undefined ? account : whereShown(files, { municipality, channel, language });
  const told = html`<strong>${name}</strong> <span class="handle">${where}</span>`;
  return html`<li><span>${post === null ? told : html`<a class="kern-link" href="${postPath(post.entry.key)}">${told}</a>`}</span>${badge(tone, words)}${advice === '' ? '' : html`<p class="kern-hint">${linked(advice)}</p>`}</li>`;
}

/** The wrong post is chosen by its town: all that it published of one announcement was worded from the same facts. */
async function choosePage(asked: Asked, isFound: (row: Row) => boolean): Promise<Answer> {
  const rows = (await rowsOf(asked)).filter(
    (row) => row.post !== null && isPublished(row.post.entry) && row.kind !== 'retraction' && isFound(row),
  );
  const groups = newestFirst(rows);
  const { page, pages, from } = pageIn(asked.query, GROUPS_A_PAGE, groups.length);
  const title = say('console-choose-wrong');
  if (groups.length === 0)
    return {
      kind: 'page',
      title,
      body: html`${asked.query.get('suche') ? postSearch(asked) : ''}${alertBox('info', say('console-nothing-published'), say('console-nothing-published-advice'))}`,
    };
  return {
    kind: 'page',
    title,
    body: html`<p class="kern-body">${say('console-choose-wrong-hint')}</p>${postSearch(asked)}
${groups.slice(from, from + GROUPS_A_PAGE).map(([announcement, all]) => chooseGroup(asked, announcement, all))}
${pageLinks(page, pages, (n) => listPath(asked, { seite: String(n) }))}`,
  };
}

function chooseGroup(asked: Asked, announcement: string, rows: readonly Row[]): Markup {
  const { files } = asked.app;
  const named = [...Map.groupBy(rows, ({ municipality }) => municipality)];
  const towns = named
    .map(([town, [first]]) => ({ name: shortName(files, town), key: first?.post?.entry.key ?? '' }))
    .sort((a, b) => a.name.localeCompare(b.name, spoken()));
  const links = towns
    .slice(0, TOWNS_MAX)
    .map(
      ({ name, key }) =>
        html`<li><a class="kern-link" href="/falsch/${encodeURIComponent(key)}">${name}</a></li>`,
    );
  const whole = rows[0]?.post?.entry.publishedText ?? '';
  const text = files.messages.isExercise(whole) ? whole.slice(whole.indexOf('\n') + 1) : whole;
  const excerpt =
    text.length > EXCERPT_LETTERS ? `${text.slice(0, EXCERPT_LETTERS + 1).replace(/\s+\S*$/, '')} …` : text;
  const more = towns.length - TOWNS_MAX;
  return html`<section class="card"><h2 class="kern-heading-small">${kindNamed(rows[0]?.kind ?? null)}</h2><p class="kern-hint">${timeShown(asked, newestOf(rows))} · ${announcement}</p>
<p class="text">${excerpt}</p><ul class="towns">${links}</ul>${more > 0 ? html`<p class="kern-hint">${say('console-choose-more', { n: more })}</p>` : ''}</section>`;
}
