import { changedElsewhere } from '../../app/changed-file.ts';
import { type Prepared, prepare, SILENTLY } from '../../app/changes.ts';
import { planNow } from '../../app/load.ts';
import { type Draft, draftNamed } from '../../app/people/drafts.ts';
import {
  approveTexts,
  type Difference,
  handIn,
  noteShown,
  publish,
  type Review,
  review,
  setAside,
} from '../../app/people/publish.ts';
import type { ConsoleSession } from '../../app/people/sign-in.ts';
import { approversFor, standingOfWaiting, writersFor } from '../../app/people/who-may-approve.ts';
import { lookOfName } from '../../core/domain/actor.ts';
import {
  isMistake,
  type Mistake,
  mistake,
  mistakesIn,
  nullIfWrong,
  operatorError,
} from '../../core/domain/errors.ts';
import { onOneLine } from '../../core/domain/invisible-characters.ts';
import { municipalitiesNamed } from '../../core/domain/municipality.ts';
import { coveredBy } from '../../core/domain/rights.ts';
import { goesOut, isUnapproved } from '../../core/ledger/approval.ts';
import { type Plan, postsOfGroup } from '../../core/planning/plan.ts';
import { germanIn, wordings } from '../../core/planning/wordings.ts';
import { aloneWords } from '../../staff-words/advice.ts';
import { names, say } from '../../staff-words/say.ts';
import { changedMarkup } from './changed-since.ts';
import { html } from './html.ts';
import {
  alertBox,
  button,
  folded,
  form,
  hidden,
  link,
  linkButton,
  more,
  postText,
  textInput,
} from './kern.ts';
import {
  capitalised,
  configurationOf,
  goesLiveBox,
  heldBoxes,
  isForOperator,
  isFound,
  keptForm,
  mistakesFolded,
  mistakesOf,
  paged,
  postPath,
  preview,
  searchForm,
  taskOf,
  typedBox,
  warningWords,
} from './parts.ts';
import { type Asked, type Markup, page, type Route, see, seeDone, type WebAnswer } from './route.ts';
import { aloneIn, askSignature, differencesMarkup, proofIn, proving, standingForm } from './sign-in/sign.ts';
import { endingMarkup, upcomingMarkup } from './upcoming.ts';
import { wordingMarkup } from './wording.ts';

export const REVIEW: readonly Route[] = [
  { method: 'get', path: '/pruefen/:id', act: 'look', answer: reviewPage },
  { method: 'post', path: '/pruefen/:id', act: 'look', answer: decide },
  { method: 'post', path: '/pruefen/:id/unterschrift', act: 'look', answer: askSignature },
];

/** Single posts on one page of all. */
const POSTS_A_PAGE = 50;
const WORDINGS_A_PAGE = 30;

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

/** The page, or that the draft fits the files no more: with it they would have mistakes that they do not have without it. */
async function fitting(asked: Asked, work: Promise<WebAnswer>): Promise<WebAnswer> {
  try {
    return await work;
  } catch (error) {
    const mistakes = mistakesIn(error);
    const isOther =
      asked.reading.kind === 'broken' || isForOperator(mistakes) || changedElsewhere(asked.app) !== null;
    const draft = isOther ? null : await draftOf(asked);
    // What is wrong may be the proof, or come of what others do at the same time.
    if (draft === null || (await isPrepared(asked, draft))) throw error;
    const words = say('console-draft-unfit', {
      by: draft.by,
      task: taskOf(draft),
    });
    const why = isMistake(error, 'said-no-more')
      ? mistakesOf(asked, mistakes)
      : html`${alertBox('danger', words, say('console-draft-unfit-advice'))}${mistakesFolded(asked, mistakes)}`;
    return page(
      say('console-review'),
      html`${why}
${insteadOf(asked, draft, answersLink(draft, 'secondary'))}`,
      409,
    );
  }
}

/** Whether the files can be read with the draft. */
async function isPrepared({ app }: Asked, { change }: Draft): Promise<boolean> {
  return (await prepare(app, change, false).catch(nullIfWrong)) !== null;
}

/** Says who changed facts that the draft would write over. */
async function changedNotice(asked: Asked, { change }: Draft, { changed }: Review): Promise<Markup> {
  if (changed.length === 0) return '';
  const facts = changed.map((one) => ({ ...one, before: `${asked.named.who(one.who)}, ` }));
  return changedMarkup(asked, change.stated ?? asked.now, facts, [], say('console-draft-older'));
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
  const forms = await decideForms(asked, draft, found);
  // Where saving says nothing, other answers come first.
  const isInVain = isTheirs && isSaidInVain(prepared) && answersPath(draft) !== null;
  return html`<p class="kern-body kern-body--large">${say('console-wants', { by: draft.by, task, n, bodies })}</p>
${draft.note === null ? '' : alertBox('warning', say('console-returned-because', { note: draft.note }))}
<ul class="numbers">${numbers.map((one) => html`<li>${one}</li>`)}${plan.cost.usd > 0 ? html`<li>${say('console-cost', { usd: plan.cost.usd })}</li>` : ''}</ul>
${await endingMarkup(asked, draft.change)}
${silentMarkup(asked, draft)}
${warningsMarkup(asked, prepared)}
${asked.query.has('alle') ? allPosts(asked, plan) : allWordings(asked, prepared)}
${upcomingMarkup(asked, prepared.upcoming)}
${isInVain ? html`${answersLink(draft, 'primary')}${folded(say('console-write'), forms)}` : forms}
${isTheirs ? insteadOf(asked, draft, isInVain ? '' : answersLink(draft, 'secondary')) : ''}`;
}

/** Names those of an all-clear who do not give it, because it would be the first that people hear of the incident from them. */
function silentMarkup({ app, named }: Asked, { kind, fields, change }: Draft): Markup {
  const { region } = app.files;
  const meant = municipalitiesNamed(region, new URLSearchParams(fields).get('who') ?? '') ?? [];
  const speakers = coveredBy([change.announcement?.post_as ?? []].flat().map(String), region);
  const silent = meant.flatMap(({ id }) => (speakers.includes(id) ? [] : [id]));
  if (kind !== 'all-clear' || silent.length === 0) return '';
  return alertBox(
    'info',
    say('console-all-clear-silent', { n: silent.length }),
    say('console-all-clear-silent-means', { names: named.whos(silent) }),
  );
}

function allWordings(asked: Asked, { plan, wordings }: Prepared): Markup {
  const { items, links } = paged(asked, wordings, WORDINGS_A_PAGE);
  const n = plan.posts.length;
  const title = html`<h2 class="kern-heading-small">${say('console-texts')}</h2>`;
  const all = html`<p>${link(`${asked.path}?alle=1`, say('console-all-posts', { n }))}</p>`;
  return html`${n === 0 ? '' : title}${items.map((one) => wordingMarkup(asked, one))}${links}${deletedMarkup(asked, plan)}
${n === 0 ? '' : all}`;
}

/** What else can be done with a draft: to give other `answers`, to return it, to discard it. */
function insteadOf(asked: Asked, draft: Draft, answers: Markup): Markup {
  const aside = keptForm(
    asked,
    `/pruefen/${draft.id}`,
    html`${typedBox('aside', 'fill', 'drop')}${hidden('version', draft.version)}${textInput('note', say('console-return-why'), '')}${button('secondary', say('console-return'), 'do', 'return')}${button('tertiary', say('console-discard'), 'do', 'discard')}`,
  );
  return html`<div class="stack">${answers}
${folded(say('console-return-or-discard'), aside)}</div>`;
}

/** To the page on which the draft was drawn up, with the answers; nothing where there is none. */
function answersLink(draft: Draft, weight: 'primary' | 'secondary'): Markup {
  const path = answersPath(draft);
  return path === null
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
  const { prepared, standing, mayHandIn } = found;
  const { digest } = prepared;
  const path = `/pruefen/${draft.id}`;
  const version = hidden('version', draft.version);
  const n = textsIn(prepared);
  const inside = html`${version}${n === 0 ? '' : readTick(asked, digest)}`;
  // The first of several approvals publishes nothing.
  const words = standing === 'approve-or-alone' ? say('console-approve', { n }) : primaryWords(prepared);
  const signing = standingForm(standing, asked, path, digest, inside, words);
  if (standing !== 'alone' && standing !== 'look') return signing;
  if (draft.state === 'handed-in') {
    return html`${alertBox('info', say('console-handed-in'), await whomToAsk(asked, draft, prepared))}${signing}`;
  }
  if (!mayHandIn && draft.authors.includes(asked.person.id))
    return html`${alertBox('warning', say('console-hand-in-not'), say('console-hand-in-whom', { names: namesOr(await writersFor(asked, prepared)) }))}${signing}`;
  const handIn = form(path, html`${version}${button('primary', say('console-hand-in'), 'do', 'hand-in')}`);
  return html`${mayHandIn ? handIn : ''}${signing}`;
}

/** Says who beside the visitor may approve a draft: no alert asks them to. */
async function whomToAsk(asked: Asked, draft: Draft, prepared: Prepared): Promise<string> {
  const others = (await approversFor(asked, draft, prepared)).filter((name) => name !== asked.person.name);
  return say('console-handed-in-to', { names: namesOr(others) });
}

function namesOr(all: readonly string[]): string {
  return all.length === 0 ? 'none' : names(all, NAMES_MAX);
}

/** Stays ticked where the page is shown once more with the same texts. */
function readTick({ form }: Asked, digest: string): Markup {
  const ticked = form.get('read') === 'yes' && form.get('digest') === digest;
  return html`<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" id="read" name="read" value="yes" required${ticked ? html` checked` : ''}><label class="kern-label" for="read">${say('console-read')}</label></div>`;
}

/** Texts of an announcement that wait in the ledger for somebody's approval. */
async function waitingPage(asked: Asked, notice: Markup, status: 200 | 400 | 409): Promise<WebAnswer> {
  const { people, path, person } = asked;
  const announcement = asked.params.id ?? '';
  const plan = await planNow(asked.app, configurationOf(asked), asked.now);
  const groups = plan.announcements.filter(
    ({ id, approvals, needed }) => id === announcement && isUnapproved({ approvals }, needed, null),
  );
  const waiting = await Promise.all(
    groups.map(async (group) => {
      const posts = postsOfGroup(plan, group);
      return { group, posts, standing: await standingOfWaiting(asked, announcement, posts) };
    }),
  );
  // Of several editions that wait, each person is shown one that they may approve, and have not approved yet.
  const mayApprove = waiting.filter(({ standing }) => standing.startsWith('approve'));
  const hasApproved = ({ group }: (typeof waiting)[number]) =>
    group.approvals.some((name) => lookOfName(name) === lookOfName(person.name));
  const own =
    mayApprove.find((one) => !hasApproved(one)) ??
    mayApprove[0] ??
    waiting.find(({ standing }) => standing === 'alone') ??
    waiting[0];
  if (!own) throw operatorError(mistake('no-page'));
  const { group, posts } = own;
  // To approve once more counts for nothing, but alone with a reason.
  const isAgain = own.standing === 'approve-or-alone' && hasApproved(own);
  const standing = isAgain ? 'alone' : own.standing;
  const n = posts.length;
  const alone = aloneWords(
    posts.filter((post) => isUnapproved(post, group.needed, null)),
    asked.named.time,
  );
  noteShown(people, person, group.digest, posts);
  const odd = {
    held: plan.held.filter((one) => one.announcement === announcement),
    warnings: plan.warnings.filter((one) => !('announcement' in one) || one.announcement === announcement),
  };
  return page(
    say('console-review'),
    html`${notice}<p class="kern-body kern-body--large">${say('console-waits-for-approval', { announcement, n })}</p>
${alone === '' ? '' : alertBox('warning', alone)}
${group.approvals.length === 0 ? '' : html`<p class="kern-hint">${say('console-approved-by', { names: group.approvals.join(', ') })}</p>`}
${oddMarkup(asked, odd)}
${wordings(posts).map((one) => wordingMarkup(asked, one))}
${isAgain ? alertBox('info', say('console-done-approved-first')) : ''}${standingForm(standing, asked, path, group.digest, readTick(asked, group.digest), say('console-approve', { n }))}`,
    status,
  );
}

async function approveWaiting(asked: Asked, session: ConsoleSession): Promise<WebAnswer> {
  const { form, params } = asked;
  if (form.get('read') !== 'yes') return unread(asked);
  const outcome = await approveTexts(asked, session, params.id ?? '', givenIn(asked));
  if (outcome.kind === 'changed') return changed(asked, outcome.differences);
  if (outcome.done.missing.texts > 0) return seeDone('/', say('console-done-approved-first'));
  return seeDone('/', say('console-done-approved'), say('console-done-approved-means'));
}

/** What the form says beside the texts: the evidence of having read them, and why alone. */
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

/** What the button does, and how often: "2 Beiträge veröffentlichen, einen Beitrag löschen". */
function primaryWords(prepared: Prepared): string {
  const { plan, upcoming, mode, goesLive } = prepared;
  if (textsIn(prepared) === 0 || mode === 'draft') return say('console-write');
  const now = (['publish', 'edit', 'delete'] as const)
    .map((action) => [action, plan.posts.filter(({ intent }) => intent.action === action).length] as const)
    .flatMap(([action, n]) => (n === 0 ? [] : [say(`console-${action}`, { n })]));
  const acts = now.length > 0 ? now.join(', ') : say('console-recur', { n: saidLater(upcoming) });
  return goesLive ? say('console-live', { acts }) : capitalised(acts);
}

/** Lists the oddities before the texts: held, missing, said again, paused. */
function warningsMarkup(
  asked: Asked,
  { plan, mode, nothing, leaves, stops, repeats, oddities, goesLive }: Prepared,
): Markup {
  const unlike = oddities.length;
  return html`${goesLive ? goesLiveBox(asked) : ''}
${repeats === null ? '' : alertBox('warning', say('said-already', { announcement: repeats }))}
${leaves === null ? '' : alertBox('warning', say('change-leaves', { n: leaves.published, incident: leaves.incident }))}
${stops === 0 ? '' : alertBox('warning', say('change-stops', { n: stops, mode }))}
${nothing.map((one) => alertBox('warning', say('change-nothing', one)))}
${oddMarkup(asked, plan)}
${unlike === 0 ? '' : html`<p class="kern-hint">${say('console-unlike', { n: unlike })}</p>`}`;
}

/** What of a plan is held, and what else staff should know. */
function oddMarkup(asked: Asked, { held, warnings }: Pick<Plan, 'held' | 'warnings'>): Markup {
  return html`${heldBoxes(asked, held)}
${warnings.map((warning) => {
  if (warning.code === 'paused')
    return alertBox('warning', asked.named.pause(warning.pause), say('console-paused-waits'));
  return alertBox('warning', ...warningWords(asked, warning));
})}`;
}

const NAMES_MAX = 6;

/** A deletion has no words of its own. */
function deletedMarkup({ named }: Asked, { posts }: Plan): Markup {
  const gone = posts.flatMap(({ intent }) => (intent.action === 'delete' ? intent : []));
  if (gone.length === 0) return '';
  const rows = gone.slice(0, NAMES_MAX).map((intent) => {
    const name = named.place(intent);
    return html`<li>${intent.target === null ? name : html`<a class="kern-link" href="${postPath(intent.target)}" target="_blank">${name}</a>`}</li>`;
  });
  return html`<section class="wording"><h3>${say('console-deleted', { n: gone.length })}</h3><ul class="local">${rows}</ul>${more(gone.length - NAMES_MAX)}</section>`;
}

/** Every post as a follower sees it, searched by town. */
function allPosts(asked: Asked, { posts }: Plan): Markup {
  const { named } = asked;
  const found = posts.filter(({ intent }) => isFound(asked, named.town(intent.municipality)));
  const germanOf = germanIn(posts);
  const { items, links } = paged(asked, found, POSTS_A_PAGE);
  return html`${searchForm(asked, ['alle'])}
<p>${link(asked.path, say('console-by-wording'))}</p>
<p class="kern-hint">${say('console-found', { n: found.length })}</p>
<div class="posts">${items.map((post) => {
    const { intent, length, limit } = post;
    const foot = length === null || limit === null ? '' : say('console-length', { length, limit });
    const german = germanOf([post]).map((one) => postText(one.intent.text ?? '', one.intent.language));
    return html`${preview(asked, intent, intent.text, foot)}${german.length === 0 ? '' : folded(say('console-in-german'), html`${german}`)}`;
  })}</div>
${links}`;
}

function decide(asked: Asked): Promise<WebAnswer> {
  return fitting(asked, decided(asked));
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
  if (draft.state === 'published' && ['return', 'discard', 'hand-in'].includes(what)) return tooLate(draft);
  // A telephone that lost its network asks again: what is done is shown, not done once more.
  if (draft.state === 'published') return seeDone(`/fortschritt/${draft.id}`, '');
  const asRead = { ...draft, version: Number(form.get('version')) };
  switch (what) {
    case 'return': {
      const note = onOneLine(form.get('note') ?? '') || say('console-no-reason');
      await setAside(asked, asRead, { state: 'returned', note });
      return seeDone('/', say('console-done-returned', { by: draft.by }));
    }
    case 'discard':
      await setAside(asked, asRead, { state: 'discarded' });
      return seeDone('/', say('console-discarded'));
    case 'hand-in':
      await handIn(asked, asRead);
      return see(`/pruefen/${draft.id}`);
    default:
      return proving(asked, again, (session) => publishRead(asked, asRead, session));
  }
}

function tooLate({ id }: Draft): WebAnswer {
  const box = alertBox('warning', say('console-draft-published'), say('console-draft-published-advice'));
  const look = linkButton('secondary', say('console-look'), `/fortschritt/${id}`);
  return page(say('console-not-possible'), html`${box}${look}`, 409);
}

/** Publishes it if it is still what was read; else the page shows what it is now. */
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
  const isFirst = prepared.plan.posts.some(
    (post) => !goesOut(post, needed) && isUnapproved(post, needed, asked.person.name),
  );
  if (isFirst && aloneIn(asked) === null)
    return seeDone(
      `/fortschritt/${draft.id}`,
      say('console-done-approved-first'),
      await whomToAsk(asked, draft, prepared),
    );
  if (prepared.plan.posts.length > 0) return seeDone(`/fortschritt/${draft.id}`, '');
  const whos = [...new Set(draft.change.facts?.map(({ who }) => who))];
  const title = say('console-done-written', {
    task: taskOf(draft),
    names: whos.length === 0 ? 'none' : named.whos(whos),
  });
  return seeDone('/', title, say('console-done-nothing'));
}
