import { html } from 'hono/html';
import { type FactNow, factsNowOf, factsSaid } from '../../app/facts.ts';
import { viewNow } from '../../app/load.ts';
import { draftNamed } from '../../app/people/drafts.ts';
import { correction, ownerOf, publishersOf, retraction } from '../../app/tasks.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { mistake, OperatorError, operatorError } from '../../core/domain/errors.ts';
import type { ContentSnapshot } from '../../core/domain/message.ts';
import { type Entry, isPublished } from '../../core/ledger/entry.ts';
import type { LedgerView } from '../../core/ledger/ledger.ts';
import { say } from '../../staff-words/say.ts';
import { drawUp } from './draw-up.ts';
import {
  factField,
  factsIn,
  formGroups,
  groupName,
  valuesOf,
  valueWords,
  writtenFact,
} from './facts-form.ts';
import {
  alertBox,
  button,
  chip,
  choices,
  configurationOf,
  mistakesOf,
  timeShown,
  townName,
} from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';
import { mayWriteFor } from './tell.ts';

export const WRONG: readonly Route[] = [
  { method: 'get', path: '/falsch/:key', act: 'write', answer: factsPage },
  { method: 'post', path: '/falsch/:key', act: 'write', answer: correct },
  { method: 'post', path: '/zurueckziehen/:key', act: 'write', answer: withdraw },
];

/** A published post, and what it was worded from. */
interface Wrong {
  readonly configuration: Configuration;
  readonly view: LedgerView;
  readonly post: Entry;
  /** Null where nobody knows any more, or where the post cannot be corrected. */
  readonly snapshot: ContentSnapshot | null;
  /** The facts of today of the municipality that it is about. */
  readonly now: readonly FactNow[];
}

/** Throws `no-page` where nothing is published under the key. */
async function wrongOf(asked: Asked, configuration: Configuration): Promise<Wrong> {
  const view = await viewNow(asked.app, configuration);
  const post = view.entries.find(({ key }) => key === asked.params.key);
  if (!post || !isPublished(post)) throw operatorError(mistake('no-page'));
  const snapshot = view.snapshots.get(post.publishedSnapshot ?? '') ?? null;
  const owner = ownerOf(configuration, view, post);
  return { configuration, view, post, snapshot, now: owner === null ? [] : factsNowOf(configuration, owner) };
}

async function factsPage(asked: Asked): Promise<Answer> {
  const title = say('console-wrong');
  const configuration = configurationOf(asked);
  const wrong = await wrongOf(asked, configuration);
  const draft = asked.query.has('entwurf')
    ? await draftNamed(asked.desk, asked.query.get('entwurf') ?? '')
    : null;
  const given = draft === null ? null : new URLSearchParams(draft.fields);
  if (draft !== null) {
    given?.set('entwurf', draft.id);
    given?.set('version', String(draft.version));
  }
  return { kind: 'page', title, body: factsForm(asked, wrong, given, '') };
}

/** `given`: the answers so far; `problem`: the mistake in them. */
function factsForm(asked: Asked, wrong: Wrong, given: URLSearchParams | null, problem: Markup): Markup {
  const { configuration, view, post, snapshot, now } = wrong;
  const path = encodeURIComponent(post.key);
  const said = snapshot === null ? [] : factsSaid(snapshot.facts);
  const today = new Map(now.map((fact) => [fact.path, fact]));
  const hintOf = (fact: (typeof said)[number]) => {
    const one = today.get(fact.path);
    const before = writtenFact(configuration, fact);
    if (one === undefined) return say('console-fact-gone');
    if (writtenFact(configuration, one) === before) return '';
    const value = one.isInstant ? timeShown(asked, Number(one.value)) : String(one.value);
    return say('console-fact-now', {
      value: valuesOf(fact.path) === null ? value : valueWords(fact.path, value),
    });
  };
  const group = ([name, facts]: readonly [string, typeof said]) =>
    html`<fieldset class="kern-fieldset"><legend class="kern-label kern-label--large">${groupName(asked, name, facts)}</legend>${facts.map((fact) => factField(asked, fact, given, hintOf(fact)))}</fieldset>`;
  const groups = [...formGroups(said)];
  const publishers = publishersOf(view, post.announcement).size;
  const isShared = publishers > 1;
  const name = townName(configuration, post.municipality);
  const isEverywhere = given === null ? isShared : given.get('where') === 'everywhere';
  return html`${problem}
<div class="card"><p class="kern-hint">${name}, ${timeShown(asked, post.postedAt ?? post.at)}</p><p class="text" lang="${post.language.slice(0, 2)}">${post.publishedText}</p></div>
${
  snapshot === null || groups.length === 0
    ? alertBox('warning', say('console-wrong-unknown'), say('console-wrong-unknown-advice'))
    : html`${snapshot.announcement.text === null ? '' : alertBox('warning', say('console-wrong-own-words'), say('console-wrong-own-words-advice'))}
<form method="post" action="/falsch/${path}" class="stack" data-keep="${asked.visitor.person.id}">
${given?.has('entwurf') ? html`<input type="hidden" name="entwurf" value="${given.get('entwurf') ?? ''}"><input type="hidden" name="version" value="${given.get('version') ?? ''}">` : ''}
<p class="kern-hint">${say('console-wrong-hint')}</p>
${groups.map(group)}
${
  isShared
    ? choices(say('console-wrong-where'), '', [
        chip('radio', 'where', 'everywhere', say('console-wrong-everywhere'), isEverywhere),
        chip('radio', 'where', 'here', say('console-wrong-here', { name }), !isEverywhere),
      ])
    : ''
}
${button('primary', say('console-to-review'))}</form>`
}
${withdrawForm(post, publishers)}`;
}

/**
 * Offers a retraction where nothing right can take its place: the post is deleted, and another says so. `n`: municipalities
 * that have published it.
 */
export function withdrawForm({ key }: Pick<Entry, 'key'>, n: number): Markup {
  return html`<details><summary class="kern-link">${say('console-withdraw')}</summary><form method="post" action="/zurueckziehen/${encodeURIComponent(key)}" class="stack">
<p class="kern-body">${say('console-withdraw-means')}</p>
${button('secondary', say(n > 1 ? 'console-withdraw-here' : 'console-withdraw-it'), 'where', 'here')}
${n > 1 ? button('secondary', say('console-withdraw-everywhere', { n }), 'where', 'everywhere') : ''}</form></details>`;
}

async function correct(asked: Asked): Promise<Answer> {
  const { form, visitor } = asked;
  const configuration = configurationOf(asked);
  const wrong = await wrongOf(asked, configuration);
  const { view, post, snapshot } = wrong;
  mayWriteFor(asked, post.municipality);
  try {
    const said = snapshot === null ? [] : factsSaid(snapshot.facts);
    const right = factsIn(configuration, said, form, visitor.person.name);
    const everywhere = form.get('where') === 'everywhere';
    const change = correction(configuration, view, { post, right, everywhere });
    for (const { who } of change.facts ?? []) mayWriteFor(asked, who);
    if (change.incident) mayWriteFor(asked, 'all');
    form.set('key', post.key);
    return await drawUp(asked, 'correction', change);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return {
      kind: 'page',
      status: 400,
      title: say('console-wrong'),
      body: factsForm(asked, wrong, form, mistakesOf(error.mistakes)),
    };
  }
}

async function withdraw(asked: Asked): Promise<Answer> {
  const configuration = configurationOf(asked);
  const { view, post } = await wrongOf(asked, configuration);
  const isEverywhere = asked.form.get('where') === 'everywhere';
  const speakers = isEverywhere ? [...publishersOf(view, post.announcement)] : [post.municipality];
  for (const one of speakers) mayWriteFor(asked, one);
  const change = retraction(post.announcement, isEverywhere ? null : [post.municipality]);
  return drawUp(asked, 'retraction', change);
}
