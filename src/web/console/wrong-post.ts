import { type Fact, type FactNow, factsToday, withCalls } from '../../app/facts.ts';
import { viewNow } from '../../app/load.ts';
import { writersFor } from '../../app/people/who-may-approve.ts';
import {
  callableOff,
  correctable,
  correction,
  ownerOfPost,
  publishersOf,
  retraction,
} from '../../app/wrong-post-tasks.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { coveredBy, may } from '../../core/domain/rights.ts';
import { type Entry, isPublished, postedAt } from '../../core/ledger/entry.ts';
import type { LedgerView } from '../../core/ledger/ledger.ts';
import { germanIn } from '../../core/planning/wordings.ts';
import { say } from '../../staff-words/say.ts';
import { changedSinceShown } from './changed-since.ts';
import { answersSoFar, draftInputs, drawUp } from './draw-up.ts';
import {
  changedOnly,
  factField,
  factFieldOf,
  factsChangedIn,
  factValue,
  formGroups,
  groupName,
  isField,
  writtenFact,
} from './facts-form.ts';
import { html } from './html.ts';
import {
  alertBox,
  button,
  choices,
  fieldset,
  folded,
  form,
  hidden,
  linked,
  postText,
  radios,
} from './kern.ts';
import { configurationOf, keptForm, mistakesOfAnswers, refused } from './parts.ts';
import { namesOr } from './review-texts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';
import { mayWriteFor, mayWriteForAll } from './tell.ts';

export const WRONG: readonly Route[] = [
  { method: 'get', path: '/falsch/:key', act: 'write', answer: factsPage },
  { method: 'post', path: '/falsch/:key', act: 'write', answer: correct },
  { method: 'post', path: '/zurueckziehen/:key', act: 'write', answer: withdraw },
];

/** A published post. */
interface Wrong {
  readonly configuration: Configuration;
  readonly view: LedgerView;
  readonly post: Entry;
  /** The facts in it that can be corrected; none where the facts from which it was worded are no longer known. */
  readonly said: readonly Fact[];
  /** Whether it says words of its own. */
  readonly hasOwnWords: boolean;
  /** The municipality that it is about, and its facts of today. */
  readonly owner: string | null;
  readonly now: readonly FactNow[];
}

/** Throws `no-page` where nothing is published under the key. */
async function wrongOf(asked: Asked, configuration: Configuration): Promise<Wrong> {
  const view = await viewNow(asked.app, configuration);
  const post = view.entries.find(({ key }) => key === asked.params.key);
  if (!post || !isPublished(post)) throw operatorError('no-page');
  const snapshot = view.snapshots.get(post.publishedSnapshot ?? '') ?? null;
  const owner = ownerOfPost(configuration, view, post);
  const now = owner === null ? [] : withCalls(factsToday(configuration, owner.id));
  return {
    ...{ configuration, view, post, owner: owner?.id ?? null, now },
    said: snapshot === null ? [] : correctable(configuration, post, snapshot),
    hasOwnWords: snapshot !== null && snapshot.announcement.text !== null,
  };
}

/** The published German post that another is a translation of; null where there is none, or it is German itself. */
export function germanOf(post: Entry, among: readonly Entry[]): Entry | null {
  const worded = (entry: Entry) => ({ entry, intent: { ...entry, text: entry.publishedText } });
  const [german] = germanIn(among.filter(isPublished).map(worded))([worded(post)]);
  return german?.entry ?? null;
}

async function factsPage(asked: Asked): Promise<WebAnswer> {
  const wrong = await wrongOf(asked, configurationOf(asked));
  const given = await answersSoFar(asked);
  return page(say('console-wrong'), await factsForm(asked, wrong, given && changedOnly(given)));
}

/** The facts of a post as the page shows them, and under `now.` those of today beside them. */
function shownOf({ configuration, said, now }: Wrong): URLSearchParams {
  const paths = new Set(said.map(({ path }) => path));
  // When they were confirmed changes nothing in them.
  const today = now.filter(({ path }) => paths.has(path) && path !== 'confirmed');
  return new URLSearchParams([
    ...said.map((fact): [string, string] => [fact.path, writtenFact(configuration, fact)]),
    ...today.map((fact): [string, string] => [`now.${fact.path}`, writtenFact(configuration, fact)]),
  ]);
}

/** `given`: the answers so far. */
async function factsForm(asked: Asked, wrong: Wrong, given: URLSearchParams | null): Promise<Markup> {
  const { configuration, view, post, said, hasOwnWords, now } = wrong;
  const { named } = asked;
  const today = new Map(now.map((fact) => [fact.path, fact]));
  const hintOf = (fact: (typeof said)[number]) => {
    const one = today.get(fact.path);
    if (one === undefined) return say('console-fact-gone');
    const isSame = writtenFact(configuration, one) === writtenFact(configuration, fact);
    return isSame ? '' : say('console-fact-now', { value: factValue(asked, one) });
  };
  const groups = [...formGroups(said)].map(([name, facts]) =>
    fieldset(
      groupName(asked, name, facts),
      html`${facts.map((fact) => factField(asked, fact, given, hintOf(fact)))}`,
    ),
  );
  const publishers = publishersOf(view, post.announcement);
  const name = named.town(post.municipality);
  const german = germanOf(post, view.entries);
  const inputs = html`${draftInputs(given)}${hidden('seen', shownOf(wrong).toString())}${hidden('at', asked.now)}
${hasOwnWords ? '' : html`<p class="kern-hint">${say('console-wrong-hint', { for: mayWriteForAll(asked) ? 'all' : 'town' })}</p>`}
${groups}
${publishers.size > 1 ? await whereQuestion(asked, wrong, given?.get('where') ?? null) : ''}
${button('primary', say('console-to-review'))}`;
  return html`<div class="card"><p class="kern-hint">${name}, ${named.time(postedAt(post))}</p>${postText(post.publishedText ?? '', post.language)}${german === null ? '' : folded(say('console-in-german'), postText(german.publishedText ?? '', german.language))}</div>
${
  groups.length === 0
    ? hasOwnWords
      ? alertBox('warning', say('console-wrong-own-words-only'))
      : alertBox('warning', say('console-wrong-unknown'), say('console-wrong-unknown-advice'))
    : html`${hasOwnWords ? alertBox('warning', say('console-wrong-own-words'), say('console-wrong-own-words-advice')) : ''}
${keptForm(asked, `/falsch/${encodeURIComponent(post.key)}`, inputs)}`
}
${await withdrawForm(asked, post, publishers)}`;
}

/** Asks whether it is wrong elsewhere too, for those whose facts the visitor may write. For the others it names who may. */
async function whereQuestion(
  asked: Asked,
  { post, said, now, owner }: Wrong,
  given: string | null,
): Promise<Markup> {
  const shown = new Set(said.filter(isField).map(({ path }) => path));
  const wider = new Set(now.flatMap(({ path, from }) => (shown.has(path) && from !== owner ? [from] : [])));
  const { region } = asked.app.files;
  // Facts about the incident itself hold for everybody.
  const others = [...wider].filter((from) => !may(asked.person, 'write', coveredBy([from], region), region));
  const isOnlyHere = others.length > 0 && others.length === wider.size;
  const question = choices(
    say('console-wrong-where'),
    '',
    radios('where', ['everywhere', 'here'], given ?? (others.length > 0 ? 'here' : null), (one) =>
      one === 'here'
        ? say('console-wrong-here', { name: asked.named.town(post.municipality) })
        : say('console-wrong-everywhere'),
    ),
  );
  return html`${isOnlyHere ? hidden('where', 'here') : question}${await othersHint(asked, coveredBy(others, region))}`;
}

/** Names those who may write where the visitor may not; nothing where the visitor may in all of this area. */
async function othersHint(asked: Asked, area: readonly string[]): Promise<Markup> {
  if (area.length === 0 || may(asked.person, 'write', area, asked.app.files.region)) return '';
  const names = namesOr(await writersFor(asked, area));
  return html`<p class="kern-hint">${say('console-wrong-others', { names })}</p>`;
}

/**
 * Offers a retraction where nothing right can take its place: the post is deleted, and another says so. `publishers`: the
 * municipalities that have published it.
 */
export async function withdrawForm(
  asked: Asked,
  { key }: Pick<Entry, 'key'>,
  publishers: ReadonlySet<string>,
): Promise<Markup> {
  const withdrawal = whereForm(asked, key, publishers, 'withdraw', say('console-withdraw-it'));
  const inside = html`<p class="kern-body">${linked(say('console-withdraw-facts'))}</p>${withdrawal}${await othersHint(asked, [...publishers])}`;
  return html`<div id="withdraw" tabindex="-1">${folded(say('console-withdraw'), inside)}</div>`;
}

/** Takes back posts that only wait, and publishes nothing about it. `speakers`: the municipalities that would say them. */
export function callOffForm(
  asked: Asked,
  { key }: Pick<Entry, 'key'>,
  speakers: ReadonlySet<string>,
): Markup {
  const words = say('console-call-off');
  return folded(words, whereForm(asked, key, speakers, 'call-off', words));
}

/** Asks whether what a post says is taken back for its municipality alone, or for all of these. */
function whereForm(
  { person, app }: Asked,
  key: string,
  all: ReadonlySet<string>,
  how: 'withdraw' | 'call-off',
  one: string,
): Markup {
  const n = all.size;
  const isMine = may(person, 'write', [...all], app.files.region);
  const everywhere = button('secondary', say(`console-${how}-everywhere`, { n }), 'where', 'everywhere');
  const inside = html`<p class="kern-body">${say(`console-${how}-means`)}</p>
${button('secondary', n > 1 ? say(`console-${how}-here`) : one, 'where', 'here')}
${n > 1 && isMine ? everywhere : ''}`;
  return form(`/zurueckziehen/${encodeURIComponent(key)}`, inside);
}

async function correct(asked: Asked): Promise<WebAnswer> {
  const { form: given, person } = asked;
  const configuration = configurationOf(asked);
  const wrong = await wrongOf(asked, configuration);
  const { view, post, said } = wrong;
  mayWriteFor(asked, post.municipality);
  const notice = given.has('seen')
    ? await changedSinceShown(asked, wrong.owner ?? '', shownOf(wrong), wrong.now)
    : null;
  if (notice !== null)
    return page(
      say('console-wrong'),
      html`${notice}${await factsForm(asked, wrong, changedOnly(given))}`,
      409,
    );
  try {
    const right = factsChangedIn(configuration, said, given, person.name, asked.now, wrong.now);
    const everywhere = given.get('where') === 'everywhere';
    const { region } = asked.app.files;
    const mayWrite = (who: string) => may(person, 'write', coveredBy([who], region), region);
    const change = correction(configuration, view, { post, right, everywhere, mayWrite });
    for (const { who } of change.facts ?? []) mayWriteFor(asked, who);
    if (change.incident) mayWriteFor(asked, 'all');
    given.set('key', post.key);
    return await drawUp(asked, 'correction', change);
  } catch (error) {
    const again = refused(asked, mistakesOfAnswers(error), (one) => factFieldOf(asked, one, said));
    const body = html`${again.notice}${await factsForm(again.asked, wrong, given)}`;
    return page(say('console-wrong'), body, 400);
  }
}

async function withdraw(asked: Asked): Promise<WebAnswer> {
  const configuration = configurationOf(asked);
  const view = await viewNow(asked.app, configuration);
  const post = view.entries.find(({ key }) => key === asked.params.key);
  const isWaiting = post !== undefined && callableOff(view, post.announcement).has(post.municipality);
  if (!post || !(isWaiting || isPublished(post))) throw operatorError('no-page');
  const isEverywhere = asked.form.get('where') === 'everywhere';
  const all = (isWaiting ? callableOff : publishersOf)(view, post.announcement);
  const speakers = isEverywhere ? [...all] : [post.municipality];
  for (const one of speakers) mayWriteFor(asked, one);
  const change = retraction(post.announcement, isEverywhere ? null : [post.municipality]);
  return drawUp(asked, isWaiting ? 'call-off' : 'retraction', change);
}
