import { html } from 'hono/html';
import { type Prepared, SILENTLY } from '../../app/changes.ts';
import { planNow } from '../../app/load.ts';
import { type Draft, draftNamed } from '../../app/people/drafts.ts';
import {
  approveTexts,
  type Difference,
  handIn,
  publish,
  type Review,
  review,
  setAside,
  shown,
} from '../../app/people/publish.ts';
import type { Session } from '../../app/people/sign-in.ts';
import { mayApprove, type Standing } from '../../app/people/who-may-approve.ts';
import { type Mistake, mistake, OperatorError, operatorError } from '../../core/domain/errors.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import { type Plan, postsOfGroup } from '../../core/planning/plan.ts';
import { wordings } from '../../core/planning/wordings.ts';
import { holdAdvice, worded } from '../../staff-words/advice.ts';
import { say } from '../../staff-words/say.ts';
import {
  alertBox,
  button,
  channelName,
  configurationOf,
  linkButton,
  mistakesFolded,
  mistakesOf,
  pageIn,
  pageLinks,
  postPath,
  preview,
  scopeShown,
  searchForm,
  textInput,
  timeShown,
  townName,
  townsOf,
  withoutCode,
} from './parts.ts';
import type { Answer, Asked, Done, Markup, Route } from './route.ts';
import {
  aloneForm,
  aloneIn,
  askSignature,
  differencesMarkup,
  proofIn,
  proving,
  signForm,
} from './sign-in/sign.ts';
import { whoseNames } from './tell.ts';
import { wordingMarkup } from './wording.ts';

export const REVIEW: readonly Route[] = [
  { method: 'get', path: '/pruefen/:id', act: 'look', answer: reviewPage },
  { method: 'post', path: '/pruefen/:id', act: 'look', answer: decide },
  { method: 'post', path: '/pruefen/:id/unterschrift', act: 'look', answer: askSignature },
];

/** Single posts on one page of all. */
const POSTS_A_PAGE = 50;
const WORDINGS_A_PAGE = 30;

function reviewPage(asked: Asked): Promise<Answer> {
  return fitting(asked, page(asked, '', 200));
}

async function page(asked: Asked, notice: Markup, status: 200 | 400 | 409): Promise<Answer> {
  const draft = await draftNamed(asked.desk, asked.params.id ?? '');
  if (draft === null) return waitingPage(asked, notice, status);
  if (draft.state === 'published') return { kind: 'see', path: `/fortschritt/${draft.id}` };
  const title = say('console-review');
  if (draft.state === 'discarded')
    return {
      kind: 'page',
      title,
      body: html`${alertBox('info', say('console-discarded'), '')}${linkButton('secondary', say('console-back'), '/')}`,
    };
  const found = await review(asked.app, asked.desk.people, asked.visitor.person, draft);
  return { kind: 'page', status, title, body: reviewBody(asked, draft, found, notice) };
}

/** The page, or that the draft fits the files no more: with it they would have mistakes that they do not have without it. */
async function fitting(asked: Asked, work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    const isOfDraft =
      error instanceof OperatorError &&
      asked.reading.kind !== 'broken' &&
      error.mistakes.every(({ place }) => place !== null);
    const draft = isOfDraft ? await draftNamed(asked.desk, asked.params.id ?? '') : null;
    if (!isOfDraft || draft === null) throw error;
    return {
      kind: 'page',
      status: 409,
      title: say('console-review'),
      body: unfitBody(draft, error.mistakes),
    };
  }
}

function unfitBody(draft: Draft, mistakes: readonly Mistake[]): Markup {
  const task = say('console-kind', { kind: draft.kind });
  return html`${alertBox('danger', say('console-draft-unfit', { by: draft.by, task }), say('console-draft-unfit-advice'))}${mistakesFolded(mistakes)}
<div class="stack">${answersLink(draft)}${asideForm(draft)}</div>`;
}

/** `notice`: why it is shown once more. */
function reviewBody(asked: Asked, draft: Draft, { prepared, standing }: Review, notice: Markup): Markup {
  const { plan, wordings: groups } = prepared;
  const n = plan.posts.length;
  const all = asked.query.has('alle');
  const { page, pages, from } = pageIn(asked.query, WORDINGS_A_PAGE, groups.length);
  const channels = new Map<string, number>();
  for (const { intent } of plan.posts) channels.set(intent.channel, (channels.get(intent.channel) ?? 0) + 1);
  const numbers = [...channels].map(([channel, count]) =>
    say('console-on-channel', { n: count, channel: channelName(asked.app.files, channel) }),
  );
  return html`${notice}
<p class="kern-body kern-body--large">${say('console-wants', { by: draft.by, task: say('console-kind', { kind: draft.kind }), n, bodies: new Set(plan.posts.map(({ intent }) => intent.municipality)).size })}</p>
${draft.note === null ? '' : alertBox('warning', say('console-returned-because', { note: draft.note }), '')}
<ul class="numbers">${numbers.map((one) => html`<li>${one}</li>`)}${plan.cost.usd > 0 ? html`<li>${say('console-cost', { usd: plan.cost.usd })}</li>` : ''}</ul>
${warningsMarkup(asked, prepared)}
${
  all
    ? allPosts(asked, plan, draft)
    : html`${n === 0 ? '' : html`<h2 class="kern-heading-small">${say('console-texts')}</h2>`}${groups.slice(from, from + WORDINGS_A_PAGE).map((group) => wordingMarkup(asked, group))}${pageLinks(page, pages, (to) => `/pruefen/${draft.id}?seite=${to}`)}${deletedMarkup(asked, plan)}
${n === 0 ? '' : html`<p><a class="kern-link" href="/pruefen/${draft.id}?alle=1">${say('console-all-posts', { n })}</a></p>`}`
}
${decideForms(asked, draft, prepared, standing)}
<div class="stack">${answersLink(draft)}
${asideForm(draft)}</div>`;
}

function asideForm(draft: Draft): Markup {
  return html`<details><summary class="kern-link">${say('console-return-or-discard')}</summary><form method="post" action="/pruefen/${draft.id}" class="stack"><input type="hidden" name="version" value="${draft.version}">${textInput('note', say('console-return-why'), '')}${button('secondary', say('console-return'), 'do', 'return')}${button('tertiary', say('console-discard'), 'do', 'discard')}</form></details>`;
}

/** To the page on which the draft was drawn up, with the answers. */
function answersLink({ id, kind, fields }: Draft): Markup {
  const of = new URLSearchParams(fields);
  const page =
    kind === 'correction'
      ? `/falsch/${encodeURIComponent(of.get('key') ?? '')}`
      : of.has('who') && kind !== 'facts'
        ? `/melden/${kind}`
        : null;
  return page === null ? '' : linkButton('secondary', say('console-change-answers'), `${page}?entwurf=${id}`);
}

/** One button: to publish it, to approve it, or to hand it in for somebody who may. */
function decideForms(asked: Asked, draft: Draft, prepared: Prepared, standing: Standing): Markup {
  const { digest, plan } = prepared;
  const path = `/pruefen/${draft.id}`;
  const version = html`<input type="hidden" name="version" value="${draft.version}">`;
  const inside = html`${version}${plan.posts.length === 0 ? '' : readTick(asked, digest)}`;
  if (standing === 'publish' || standing === 'approve')
    return signForm(asked, path, digest, inside, primaryWords(prepared));
  const alone = standing === 'alone' ? aloneForm(asked, path, digest, inside, primaryWords(prepared)) : '';
  if (draft.state === 'handed-in') return html`${alertBox('info', say('console-handed-in'), '')}${alone}`;
  return html`<form method="post" action="${path}" class="stack decide">${version}${button('primary', say('console-hand-in'), 'do', 'hand-in')}</form>${alone}`;
}

/** Stays ticked where the page is shown once more with the same texts. */
function readTick({ form }: Asked, digest: string): Markup {
  const ticked = form.get('read') === 'yes' && form.get('digest') === digest;
  return html`<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" id="read" name="read" value="yes" required${ticked ? html` checked` : ''}><label class="kern-label" for="read">${say('console-read')}</label></div>`;
}

/** Texts of an announcement that wait in the ledger for somebody's approval. */
async function waitingPage(asked: Asked, notice: Markup, status: 200 | 400 | 409): Promise<Answer> {
  const announcement = asked.params.id ?? '';
  const plan = await planNow(asked.app, configurationOf(asked), asked.now);
  const group = plan.announcements.find(
    ({ id, approvals, needed }) => id === announcement && isUnapproved({ approvals }, needed, null),
  );
  if (!group) throw operatorError(mistake('no-page'));
  const posts = postsOfGroup(plan, group);
  const { person } = asked.visitor;
  shown(asked.desk.people, person, group.digest, posts);
  const path = `/pruefen/${announcement}`;
  const words = say('console-approve', { n: posts.length });
  const isOwn = !(await mayApprove(asked.app, asked.desk.people, person, announcement, posts));
  const form = isOwn ? aloneForm : signForm;
  return {
    kind: 'page',
    status,
    title: say('console-review'),
    body: html`${notice}<p class="kern-body kern-body--large">${say('console-waits-for-approval', { announcement, n: posts.length })}</p>
${group.approvals.length === 0 ? '' : html`<p class="kern-hint">${say('console-approved-by', { names: group.approvals.join(', ') })}</p>`}
${wordings(posts).map((one) => wordingMarkup(asked, one))}
${form(asked, path, group.digest, readTick(asked, group.digest), words)}`,
  };
}

async function approveWaiting(asked: Asked, session: Session): Promise<Answer> {
  const { app, desk, form, params } = asked;
  if (form.get('read') !== 'yes') return page(asked, alertBox('danger', say('console-read-first'), ''), 400);
  const outcome = await approveTexts(app, desk.people, session, params.id ?? '', givenIn(asked));
  if (outcome.kind === 'changed') return page(asked, changedMarkup(asked, outcome.differences), 409);
  return {
    kind: 'see',
    path: '/',
    done: { ...simply(say('console-done-approved')), body: say('console-done-approved-means') },
  };
}

/** What the form says beside the texts: the evidence of having read them, and why alone. */
function givenIn(asked: Asked) {
  return { proof: proofIn(asked, asked.form.get('digest') ?? ''), alone: aloneIn(asked) };
}

function changedMarkup(asked: Asked, differences: readonly Difference[] | null): Markup {
  return html`${alertBox('danger', say('console-changed'), say('console-changed-advice'))}${differencesMarkup(asked, differences)}`;
}

function primaryWords({ plan, mode, goesLive }: Prepared): string {
  const n = plan.posts.length;
  if (n === 0 || mode === 'draft') return say('console-write');
  return goesLive ? say('console-publish-live', { n }) : say('console-publish', { n });
}

/** Lists the oddities before the texts: held, missing, said again, paused. */
function warningsMarkup(
  asked: Asked,
  { plan, nothing, leaves, repeats, oddities, goesLive }: Prepared,
): Markup {
  const time = (at: number) => timeShown(asked, at);
  const { files } = asked.app;
  const held = Map.groupBy(plan.held, ({ because }) => because);
  const unlike = oddities.filter((one) => one.kind === 'says-less' || one.kind === 'unlike-the-rest').length;
  return html`${goesLive ? alertBox('warning', say('console-goes-live'), say('console-goes-live-advice', { sandbox: files.settings.sandbox ? 'yes' : 'no' })) : ''}
${repeats === null ? '' : alertBox('warning', say('said-already', { announcement: repeats }), '')}
${leaves === null ? '' : alertBox('warning', say('change-leaves', { n: leaves.published, incident: leaves.incident }), '')}
${nothing.map((one) => alertBox('warning', say('change-nothing', one), ''))}
${[...held].map(([because, all]) =>
  alertBox(
    'warning',
    say('console-need-held', {
      n: all.length,
      because: withoutCode(say('because', { code: because })),
      names: townsOf(
        files,
        all.map(({ account }) => account),
      ),
    }),
    all[0] ? holdAdvice(all[0], time) : '',
  ),
)}
${plan.warnings.map((warning) => {
  if (warning.code === 'paused') {
    const { scope, by, at } = warning.pause;
    return alertBox(
      'warning',
      say('console-need-paused', { scope: scopeShown(asked, scope), by, time: time(at) }),
      say('console-paused-waits'),
    );
  }
  const { because, advice } = worded(warning, time);
  return alertBox('warning', because, advice);
})}
${unlike === 0 ? '' : html`<p class="kern-hint">${say('console-unlike', { n: unlike })}</p>`}`;
}

const NAMES_MAX = 6;

/** A deletion has no words of its own. */
function deletedMarkup({ app: { files } }: Asked, { posts }: Plan): Markup {
  const gone = posts.filter(({ intent }) => intent.action === 'delete');
  if (gone.length === 0) return '';
  const rows = gone.map(({ intent: { municipality, channel, target } }) => {
    const name = `${townName(files, municipality)} (${channelName(files, channel)})`;
    return html`<li>${target === null ? name : html`<a class="kern-link" href="${postPath(target)}" target="_blank">${name}</a>`}</li>`;
  });
  return html`<section class="wording"><h3>${say('console-deleted', { n: gone.length })}</h3><ul class="local">${rows.slice(0, NAMES_MAX)}</ul>${rows.length > NAMES_MAX ? html`<p>${say('rest-more', { n: rows.length - NAMES_MAX })}</p>` : ''}</section>`;
}

/** Every post as a follower sees it, searched by town. */
function allPosts(asked: Asked, plan: Plan, draft: Draft): Markup {
  const { app, query } = asked;
  const { files } = app;
  const search = (query.get('suche') ?? '').trim();
  const found = plan.posts.filter(
    ({ intent }) =>
      search === '' || townName(files, intent.municipality).toLowerCase().includes(search.toLowerCase()),
  );
  const { page, pages, from } = pageIn(query, POSTS_A_PAGE, found.length);
  const shown = found.slice(from, from + POSTS_A_PAGE);
  const to = (n: number) => `/pruefen/${draft.id}?alle=1&suche=${encodeURIComponent(search)}&seite=${n}`;
  return html`${searchForm(`/pruefen/${draft.id}`, query, html`<input type="hidden" name="alle" value="1">`)}
<p><a class="kern-link" href="/pruefen/${draft.id}">${say('console-by-wording')}</a></p>
<p class="kern-hint">${say('console-found', { n: found.length })}</p>
<div class="posts">${shown.map(({ intent, length, limit }) => {
    const account = files.region.accounts.get(intent.account);
    const foot = length === null || limit === null ? '' : say('console-length', { length, limit });
    const who = {
      name: townName(files, intent.municipality),
      handle: account?.handle ?? intent.account,
      channel: channelName(files, intent.channel),
    };
    return preview(who, intent.text ?? say('console-deletes'), foot);
  })}</div>
${pageLinks(page, pages, to)}`;
}

function decide(asked: Asked): Promise<Answer> {
  return fitting(asked, decided(asked));
}

async function decided(asked: Asked): Promise<Answer> {
  const { app, form, desk, visitor, params } = asked;
  const { person } = visitor;
  const draft = await draftNamed(desk, params.id ?? '');
  const again = (refused: Mistake | null) =>
    page(asked, refused ? mistakesOf([refused]) : alertBox('info', say('console-confirm-now'), ''), 400);
  if (draft === null) return proving(asked, again, (session) => approveWaiting(asked, session));
  // A telephone that lost its network asks again: what is done is shown, not done once more.
  if (draft.state === 'published') return { kind: 'see', path: `/fortschritt/${draft.id}` };
  const asRead = { ...draft, version: Number(form.get('version')) };
  switch (form.get('do')) {
    case 'return': {
      const note = form.get('note')?.trim() || say('console-no-reason');
      await setAside(app, desk.people, person, asRead, { state: 'returned', note });
      return { kind: 'see', path: '/', done: simply(say('console-done-returned', { by: draft.by })) };
    }
    case 'discard':
      await setAside(app, desk.people, person, asRead, { state: 'discarded' });
      return { kind: 'see', path: '/', done: simply(say('console-discarded')) };
    case 'hand-in':
      await handIn(app, desk.people, person, asRead);
      return { kind: 'see', path: `/pruefen/${draft.id}` };
    default:
      return proving(asked, again, (session) => publishRead(asked, draft, asRead, session));
  }
}

/** Publishes it if it is still what was read; else the page shows what it is now. */
async function publishRead(asked: Asked, draft: Draft, asRead: Draft, session: Session): Promise<Answer> {
  const { app, desk, form } = asked;
  if (form.get('read') !== 'yes' && (await hasTexts(asked, draft)))
    return page(asked, alertBox('danger', say('console-read-first'), ''), 400);
  const outcome = await publish(app, desk.people, session, asRead, givenIn(asked), SILENTLY);
  if (outcome.kind === 'changed') return page(asked, changedMarkup(asked, outcome.differences), 409);
  const { posts } = outcome.done.prepared.plan;
  if (posts.length > 0) return { kind: 'see', path: `/fortschritt/${draft.id}` };
  const whos = [...new Set(draft.change.facts?.map(({ who }) => who))];
  const title = say('console-done-written', {
    task: say('console-kind', { kind: draft.kind }),
    names: whos.length === 0 ? 'none' : whoseNames(app.files.region, whos),
  });
  return { kind: 'see', path: '/', done: { ...simply(title), body: say('console-done-nothing') } };
}

function simply(title: string): Done {
  return { title, body: '', link: null };
}

async function hasTexts({ app, desk, visitor }: Asked, draft: Draft): Promise<boolean> {
  return (await review(app, desk.people, visitor.person, draft)).prepared.plan.posts.length > 0;
}
