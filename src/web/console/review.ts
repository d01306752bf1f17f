import { isDeepStrictEqual } from 'node:util';
import { changedElsewhere } from '../../app/changed-file.ts';
import { prepare, SILENTLY } from '../../app/changes.ts';
import { factsToday } from '../../app/facts.ts';
import { areaOfChange, areaOfPrepared } from '../../app/people/area.ts';
import {
  type Draft,
  draftNamed,
  handIn,
  isOfOtherMode,
  otherMode,
  setAside,
} from '../../app/people/drafts.ts';
import { approveTexts, type Difference, publish, type Review, review } from '../../app/people/publish.ts';
import type { ConsoleSession } from '../../app/people/sign-in.ts';
import { approversFor, approversOfWaiting, writersFor } from '../../app/people/who-may-approve.ts';
import type { Prepared } from '../../app/prepared.ts';
import { callableOff } from '../../app/wrong-post-tasks.ts';
import { HOUR } from '../../core/domain/clock.ts';
import { isMistake, type Mistake, mistakesIn, nullIfWrong } from '../../core/domain/errors.ts';
import { onOneLine } from '../../core/domain/invisible-characters.ts';
import { may } from '../../core/domain/rights.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import { say } from '../../staff-words/say.ts';
import { changedMarkup } from './changed-since.ts';
import { isField } from './facts-form.ts';
import { html } from './html.ts';
import { alertBox, button, folded, form, hidden, linkButton, textInput } from './kern.ts';
import { capitalised } from './odd-words.ts';
import {
  configurationIn,
  configurationOf,
  isForOperator,
  keptForm,
  mistakesFolded,
  mistakesOf,
  postPath,
  taskOf,
  typedBox,
} from './parts.ts';
import { besideMarkup } from './review-beside.ts';
import { actsOf, allPosts, allWordings, namesOr, readTick, warningsMarkup } from './review-texts.ts';
import { type Asked, type Markup, page, type Route, see, seeDone, type WebAnswer } from './route.ts';
import {
  aloneIn,
  approvalForm,
  askSignature,
  differencesMarkup,
  proofIn,
  proving,
  REASON_CHARACTERS_MAX,
} from './sign-in/sign.ts';
import { endingMarkup, upcomingMarkup } from './upcoming.ts';
import { waitingPage } from './waiting.ts';

export const REVIEW: readonly Route[] = [
  { method: 'get', path: '/pruefen/:id', act: 'look', answer: reviewPage },
  { method: 'post', path: '/pruefen/:id', act: 'look', answer: decide },
  { method: 'post', path: '/pruefen/:id/unterschrift', act: 'look', answer: askSignature },
];

/** From this age on a draft says how old it is: its texts name the time of its facts. */
const OLD_AFTER_MS = 3 * HOUR;

function reviewPage(asked: Asked): Promise<WebAnswer> {
  return fitting(asked, reviewOf(asked, '', 200));
}

/** `notice`: why it is shown once more. */
async function reviewOf(asked: Asked, notice: Markup, status: 200 | 400 | 409): Promise<WebAnswer> {
  const draft = await draftOf(asked);
  if (draft === null) return waitingPage(asked, notice, status);
  if (draft.state === 'published') return see(`/fortschritt/${draft.id}`);
  const title = say('console-review');
  if (draft.state === 'discarded')
    return page(
      title,
      html`${alertBox('info', say('console-discarded'))}${linkButton('secondary', say('console-back'), '/')}`,
    );
  const found = await review(asked, draft);
  const body = html`${notice}${await changedNotice(asked, draft, found)}${await reviewBody(asked, draft, found)}`;
  return page(title, body, status);
}

function draftOf({ people, params }: Asked): Promise<Draft | null> {
  return draftNamed(people, params.id ?? '');
}

/** Returns the page, or says that the draft no longer fits the files: it would bring them mistakes that they do not have. */
async function fitting(asked: Asked, work: Promise<WebAnswer>): Promise<WebAnswer> {
  try {
    return await work;
  } catch (error) {
    const mistakes = mistakesIn(error);
    const isOther =
      asked.reading.kind === 'broken' || isForOperator(mistakes) || changedElsewhere(asked.app) !== null;
    const draft = isOther ? null : await draftOf(asked);
    // The mistake may be in the proof, or come from an act of another person at the same time.
    if (draft === null || (await isPrepared(asked, draft))) throw error;
    const words = say('console-draft-unfit', { by: draft.by, task: taskOf(draft) });
    const why = isMistake(error, 'said-no-more')
      ? mistakesOf(asked, mistakes)
      : html`${alertBox('danger', words, say('console-draft-unfit-advice'))}${mistakesFolded(asked, mistakes)}`;
    return page(
      say('console-review'),
      html`${why}
${insteadOf(asked, draft, answersLink(asked, draft, 'secondary'))}`,
      409,
    );
  }
}

/** Whether the files can be read with the draft. */
async function isPrepared({ app }: Asked, { change }: Draft): Promise<boolean> {
  return (await prepare(app, change, false).catch(nullIfWrong)) !== null;
}

/** Names those who changed facts that the draft would overwrite, and those who stated or confirmed facts below its subjects. */
async function changedNotice(asked: Asked, { change }: Draft, { changed }: Review): Promise<Markup> {
  const noticeOf = async (facts: Review['changed'], what: 'older' | 'below') => {
    if (facts.length === 0) return '';
    const whose = facts.map((one) => ({ ...one, before: `${asked.named.who(one.who)}, ` }));
    const advice = say(`console-draft-${what}`);
    return changedMarkup(asked, change.stated ?? asked.now, whose, [], advice, what === 'below');
  };
  const over = changed.filter(({ path }) => path !== 'confirmed');
  const below = changed.flatMap((one) => (one.path === 'confirmed' ? ownFacts(asked, one) : []));
  return html`${await noticeOf(over, 'older')}${await noticeOf(below, 'below')}`;
}

/** In place of a confirmation, the facts that its body states itself; the confirmation where there are none. */
function ownFacts(asked: Asked, confirmed: Review['changed'][number]): Review['changed'] {
  const { who } = confirmed;
  const own = factsToday(configurationOf(asked), who).filter(
    (fact) => fact.from === who && !fact.prepared && isField(fact),
  );
  return own.length === 0 ? [confirmed] : own.map((fact) => ({ ...fact, who }));
}

async function reviewBody(asked: Asked, draft: Draft, found: Review): Promise<Markup> {
  const { prepared, isTheirs } = found;
  const { plan } = prepared;
  const n = plan.posts.length;
  const channels = Map.groupBy(plan.posts, ({ intent }) => intent.channel);
  const numbers = [...channels].map(([channel, posts]) =>
    say('console-on-channel', { n: posts.length, channel: asked.named.channel(channel) }),
  );
  const task = taskOf(draft);
  const bodies = new Set(plan.posts.map(({ intent }) => intent.municipality)).size;
  const mode = configurationIn(asked)?.state.incident.mode ?? prepared.mode;
  const isOther = isOfOtherMode(draft, mode);
  const forms = isOther ? '' : await decideForms(asked, draft, found);
  const handedIn = isOther ? '' : await handedInBox(asked, draft, found);
  const { stated = asked.now } = draft.change;
  const isOld = asked.now - stated >= OLD_AFTER_MS && textsIn(prepared) > 0;
  // If saving would publish nothing, the link to other answers comes first.
  const isInVain =
    !isOther && isTheirs && isSaidInVain(prepared) && answersLink(asked, draft, 'primary') !== '';
  return html`${isOther ? mistakesOf(asked, [otherMode(mode)]) : ''}${handedIn}<p class="kern-body kern-body--large">${say('console-wants', { by: draft.by, task, n, bodies })}</p>
${isOld ? alertBox('warning', say('console-draft-old', { time: asked.named.time(stated) }), answersLink(asked, draft, 'secondary') === '' ? '' : say('console-draft-old-advice')) : ''}
${draft.note === null ? '' : alertBox('warning', say('console-returned-because', { note: draft.note, by: draft.returnedBy ?? 'none' }))}
<ul class="numbers">${numbers.map((one) => html`<li>${one}</li>`)}${plan.cost.usd > 0 ? html`<li>${say('console-cost', { usd: plan.cost.usd })}</li>` : ''}</ul>
${await endingMarkup(asked, draft.change)}
${await besideMarkup(asked, draft, prepared)}
${warningsMarkup(asked, prepared, isTheirs && answersLink(asked, draft, 'secondary') !== '')}
${asked.query.has('alle') ? allPosts(asked, plan) : allWordings(asked, prepared)}
${upcomingMarkup(asked, prepared.upcoming)}
${isInVain ? html`${answersLink(asked, draft, 'primary')}${folded(say('console-write'), forms)}` : forms}
${isTheirs ? insteadOf(asked, draft, isInVain ? '' : answersLink(asked, draft, 'secondary')) : ''}`;
}

/** Offers alternatives to publishing a draft: other `answers`, its return, or its disposal. */
function insteadOf(asked: Asked, draft: Draft, answers: Markup): Markup {
  const aside = keptForm(
    asked,
    `/pruefen/${draft.id}`,
    html`${typedBox('aside', 'fill', 'drop')}${hidden('version', draft.version)}${textInput('note', say('console-return-why'), '')}${button('secondary', say('console-return'), 'do', 'return')}${button('tertiary', say('console-discard'), 'do', 'discard')}`,
  );
  return html`<div class="stack">${answers}
${folded(say('console-return-or-discard'), aside)}</div>`;
}

/** To the page on which the draft was drawn up, with the answers; nothing where there is none, or it would refuse the visitor. */
function answersLink({ person, app }: Asked, draft: Draft, weight: 'primary' | 'secondary'): Markup {
  const path = answersPath(draft);
  const { region } = app.files;
  return path === null || !may(person, 'write', areaOfChange(draft.change, region), region)
    ? ''
    : linkButton(weight, say('console-change-answers'), `${path}?entwurf=${draft.id}`);
}

function answersPath({ kind, fields }: Draft): string | null {
  const of = new URLSearchParams(fields);
  if (kind === 'correction') return `/falsch/${encodeURIComponent(of.get('key') ?? '')}`;
  return of.has('who') && kind !== 'facts' ? `/melden/${kind}` : null;
}

/** Whether nothing goes out of anything that the draft announces, such as of an outage that an all-clear has ended since. */
function isSaidInVain(prepared: Prepared): boolean {
  const { nothing, approves } = prepared;
  return nothing.length > 0 && nothing.length === approves?.length && textsIn(prepared) === 0;
}

/** How many texts a draft lets out: now, or later by itself. */
function textsIn({ plan, upcoming }: Prepared): number {
  return plan.posts.length + saidLater(upcoming);
}

function saidLater(upcoming: Prepared['upcoming']): number {
  return upcoming.reduce((sum, { posts }) => sum + posts.length, 0);
}

/** One button: to publish it, to approve it, or to hand it in for somebody who may; none for a person who may only look. */
async function decideForms(asked: Asked, draft: Draft, found: Review): Promise<Markup> {
  const { prepared, permission, mayHandIn } = found;
  const { digest } = prepared;
  const path = `/pruefen/${draft.id}`;
  const version = hidden('version', draft.version);
  const n = textsIn(prepared);
  const inside = html`${version}${n === 0 ? '' : readTick(asked, digest)}`;
  // The first of several approvals publishes nothing.
  const words =
    permission === 'approve-or-alone' ? say('console-approve', { n }) : primaryWords(draft, prepared);
  const signing = approvalForm(permission, asked, path, digest, inside, words);
  if (permission !== 'alone' && permission !== 'look') return signing;
  if (draft.state === 'handed-in') return signing;
  if (!mayHandIn && draft.authors.includes(asked.person.id))
    return html`${alertBox('warning', say('console-hand-in-not'), say('console-hand-in-whom', { names: namesOr(await writersFor(asked, areaOfPrepared(prepared, asked.app.files.region))) }))}${signing}`;
  const handIn = form(path, html`${version}${button('primary', say('console-hand-in'), 'do', 'hand-in')}`);
  return html`${mayHandIn ? handIn : ''}${signing}`;
}

/** Goes above the texts: a person who has just handed a draft in sees that it waits, and whom to call. */
async function handedInBox(asked: Asked, draft: Draft, { prepared, permission }: Review): Promise<Markup> {
  if (draft.state !== 'handed-in' || (permission !== 'alone' && permission !== 'look')) return '';
  const approvers = await approversFor(asked, draft, prepared);
  return alertBox('info', say('console-handed-in'), whomToAsk(asked, approvers));
}

/** Says who beside the visitor may approve: no alert asks them to. */
function whomToAsk(asked: Asked, approvers: readonly string[]): string {
  const others = approvers.filter((name) => name !== asked.person.name);
  return say('console-handed-in-to', { names: namesOr(others) });
}

async function approveWaiting(asked: Asked, session: ConsoleSession): Promise<WebAnswer> {
  const { form, params } = asked;
  if (form.get('read') !== 'yes') return unread(asked);
  const outcome = await approveTexts(asked, session, params.id ?? '', givenIn(asked));
  if (outcome.kind === 'changed') return changed(asked, outcome.differences);
  if (outcome.done.missing.texts > 0) return seeDone('/', say('console-done-approved-first'));
  return seeDone('/', say('console-done-approved'), say('console-done-approved-means'));
}

/** The part of the form beside the texts: the proof that they were read, and the reason for acting alone. */
function givenIn(asked: Asked) {
  return { proof: proofIn(asked, asked.form.get('digest') ?? ''), alone: aloneIn(asked) };
}

function unread(asked: Asked): Promise<WebAnswer> {
  return reviewOf(asked, alertBox('danger', say('console-read-first')), 400);
}

function changed(asked: Asked, differences: readonly Difference[] | null): Promise<WebAnswer> {
  const box = alertBox('danger', say('console-changed'), say('console-changed-advice'));
  return reviewOf(asked, html`${box}${differencesMarkup(asked, differences)}`, 409);
}

/** The words on the button, with counts: "2 Beiträge veröffentlichen, einen Beitrag löschen". */
function primaryWords({ kind }: Draft, prepared: Prepared): string {
  const { plan, upcoming, mode, goesLive } = prepared;
  if (kind === 'call-off' && textsIn(prepared) === 0) return say('console-call-off');
  if (textsIn(prepared) === 0 || mode === 'draft') return say('console-write');
  const acts = actsOf(plan.posts) || say('console-recur', { n: saidLater(upcoming) });
  return goesLive ? say('console-live', { acts }) : capitalised(acts);
}

function decide(asked: Asked): Promise<WebAnswer> {
  return fitting(asked, unlessPublished(asked, decided(asked)));
}

/** Decides again where the draft was published between reading and changing it: by a second tap, or by somebody else. */
async function unlessPublished(asked: Asked, work: Promise<WebAnswer>): Promise<WebAnswer> {
  try {
    return await work;
  } catch (error) {
    const now = isMistake(error, 'draft-changed') ? await draftOf(asked) : null;
    if (now?.state !== 'published') throw error;
    return decided(asked);
  }
}

async function decided(asked: Asked): Promise<WebAnswer> {
  const { form } = asked;
  const draft = await draftOf(asked);
  const again = (refused: Mistake | null) =>
    reviewOf(
      asked,
      refused ? mistakesOf(asked, [refused]) : alertBox('info', say('console-confirm-now')),
      400,
    );
  if (draft === null) return proving(asked, again, (session) => approveWaiting(asked, session));
  const what = form.get('do') ?? '';
  if (draft.state === 'published' && ['return', 'discard', 'hand-in'].includes(what))
    return tooLate(asked, draft);
  // A telephone that lost its network asks again: what is done is shown, not done once more.
  if (draft.state === 'published') return seeDone(`/fortschritt/${draft.id}`, '');
  const asRead = { ...draft, version: Number(form.get('version')) };
  switch (what) {
    case 'return': {
      const note =
        onOneLine(form.get('note') ?? '').slice(0, REASON_CHARACTERS_MAX) || say('console-no-reason');
      const to = { state: 'returned', note } as const;
      await unlessDone(asked, asRead, to, () => setAside(asked, asRead, to));
      return seeDone('/', say('console-done-returned', { by: draft.by }));
    }
    case 'discard':
      await unlessDone(asked, asRead, DISCARDED, () => setAside(asked, asRead, DISCARDED));
      return seeDone('/', say('console-discarded'));
    case 'hand-in':
      await unlessDone(asked, asRead, { state: 'handed-in' }, () => handIn(asked, asRead));
      return see(`/pruefen/${draft.id}`);
    default:
      return proving(asked, again, (session) => publishRead(asked, asRead, session));
  }
}

const DISCARDED = { state: 'discarded' } as const;

/**
 * Brings a draft into this state. A person who taps twice, or asks again because the answer was lost, finds it so, and is not
 * refused. A draft that somebody changed after it was read is another draft.
 */
async function unlessDone(
  asked: Asked,
  { version }: Draft,
  to: Partial<Pick<Draft, 'state' | 'note'>>,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const now = isMistake(error, 'draft-changed') ? await draftOf(asked) : null;
    const isDone = now !== null && isDeepStrictEqual({ ...now, ...to, version: version + 1 }, now);
    if (!isDone) throw error;
  }
}

/** Approved posts may still wait. They can then be called off where one of them is, unless they put something right. */
async function tooLate(asked: Asked, { id, keys }: Draft): Promise<WebAnswer> {
  const entries = (await asked.posts()).map(({ entry }) => entry);
  const waiting = entries.find(({ key, state }) => keys.includes(key) && state === 'waiting');
  const is = waiting === undefined ? 'published' : 'approved';
  const mayBeCalledOff =
    waiting !== undefined && callableOff({ entries }, waiting.announcement).has(waiting.municipality);
  const advice = is === 'approved' && !mayBeCalledOff ? '' : say(`console-draft-${is}-advice`);
  const path = waiting === undefined ? `/fortschritt/${id}` : postPath(waiting.key);
  return page(
    say('console-not-possible'),
    html`${alertBox('warning', say(`console-draft-${is}`), advice)}${linkButton('secondary', say('console-look'), path)}`,
    409,
  );
}

/** Publishes the draft if it is still as it was read; else the page shows its present content. */
async function publishRead(asked: Asked, draft: Draft, session: ConsoleSession): Promise<WebAnswer> {
  const { form, named } = asked;
  if (form.get('read') !== 'yes') {
    const { prepared } = await review(asked, draft);
    if (textsIn(prepared) > 0) return unread(asked);
  }
  const outcome = await publish(asked, session, draft, givenIn(asked), SILENTLY);
  if (outcome.kind === 'changed') return changed(asked, outcome.differences);
  const { prepared } = outcome.done;
  const { needed } = asked.app.files.settings.approvals;
  const left = prepared.plan.posts.filter((post) => isUnapproved(post, needed, asked.person.name));
  if (left.length > 0 && aloneIn(asked) === null) {
    // The incident may be open now, so that fewer rights do than the draft needed.
    const groups = [...Map.groupBy(left, ({ intent }) => intent.announcement)];
    const whom = await Promise.all(groups.map(([id, posts]) => approversOfWaiting(asked, id, posts)));
    return seeDone(
      `/fortschritt/${draft.id}`,
      say('console-done-approved-first'),
      whomToAsk(asked, [...new Set(whom.flat())]),
    );
  }
  if (prepared.plan.posts.length > 0) return seeDone(`/fortschritt/${draft.id}`, '');
  const whos = [...new Set(draft.change.facts?.map(({ who }) => who))];
  const title = say('console-done-written', {
    task: taskOf(draft),
    names: whos.length === 0 ? 'none' : named.whos(whos),
  });
  return seeDone('/', title, say('console-done-nothing'));
}
