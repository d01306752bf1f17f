import { html } from 'hono/html';
import { apply, type Prepared, prepare, SILENTLY } from '../../app/changes.ts';
import type { Actor } from '../../core/domain/actor.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import type { Plan } from '../../core/planning/plan.ts';
import { holdAdvice, scopeNamed, worded } from '../../words/advice.ts';
import { say } from '../../words/say.ts';
import { changeDraft, type Draft, draftNamed } from './drafts.ts';
import {
  alertBox,
  button,
  channelName,
  linkButton,
  pageLinks,
  postPath,
  preview,
  textInput,
  timeShown,
  townName,
} from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';
import { wordingMarkup } from './wording.ts';

export const REVIEW: readonly Route[] = [
  { method: 'get', path: '/pruefen/:id', act: 'look', answer: reviewPage },
  { method: 'post', path: '/pruefen/:id', act: 'look', answer: decide },
];

/** Single posts on one page of all. */
const POSTS_A_PAGE = 50;

export function actorOf({ visitor: { person } }: Pick<Asked, 'visitor'>): Actor {
  return { id: person.id, name: person.name, via: 'console' };
}

async function draftOf({ desk, params }: Asked): Promise<Draft> {
  const draft = await draftNamed(desk, params.id ?? '');
  if (draft) return draft;
  throw operatorError(mistake('no-page'));
}

async function reviewPage(asked: Asked): Promise<Answer> {
  const draft = await draftOf(asked);
  if (draft.state === 'published') return { kind: 'see', path: `/fortschritt/${draft.id}` };
  const title = say('console-review');
  if (draft.state === 'discarded')
    return {
      kind: 'page',
      title,
      body: html`${alertBox('info', say('console-discarded'), '')}${linkButton('secondary', say('console-back'), '/')}`,
    };
  const prepared = await prepare(asked.app, draft.change);
  return { kind: 'page', title, body: reviewBody(asked, draft, prepared, null) };
}

/** `changed`: what the texts are now, where they are no longer those that were read. */
function reviewBody(asked: Asked, draft: Draft, prepared: Prepared, changed: Markup | null): Markup {
  const { plan, wordings, digest } = prepared;
  const n = plan.posts.length;
  const all = asked.query.has('alle');
  const channels = new Map<string, number>();
  for (const { intent } of plan.posts) channels.set(intent.channel, (channels.get(intent.channel) ?? 0) + 1);
  const numbers = [...channels].map(([channel, count]) =>
    say('console-on-channel', { n: count, channel: channelName(asked.app.files, channel) }),
  );
  return html`${changed ?? ''}
<p class="kern-body kern-body--large">${say('console-wants', { by: draft.by, task: say('console-kind', { kind: draft.kind }), n, bodies: new Set(plan.posts.map(({ intent }) => intent.municipality)).size })}</p>
${draft.note === null ? '' : alertBox('warning', say('console-returned-because', { note: draft.note }), '')}
<ul class="numbers">${numbers.map((one) => html`<li>${one}</li>`)}${plan.cost.usd > 0 ? html`<li>${say('console-cost', { usd: plan.cost.usd.toFixed(2) })}</li>` : ''}</ul>
${warningsMarkup(asked, prepared)}
${
  all
    ? allPosts(asked, plan, draft)
    : html`${n === 0 ? '' : html`<h2 class="kern-heading-small">${say('console-texts')}</h2>`}${wordings.map((group) => wordingMarkup(asked, group))}${deletedMarkup(asked, plan)}
${n === 0 ? '' : html`<p><a class="kern-link" href="/pruefen/${draft.id}?alle=1">${say('console-all-posts', { n })}</a></p>`}`
}
<form method="post" action="/pruefen/${draft.id}" class="stack decide" data-sign="${digest}">
<input type="hidden" name="digest" value="${digest}"><input type="hidden" name="version" value="${draft.version}">
${n === 0 ? '' : html`<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" id="read" name="read" value="yes" required><label class="kern-label" for="read">${say('console-read')}</label></div>`}
${button('primary', primaryWords(prepared), 'do', 'publish')}
</form>
<div class="stack">${answersLink(draft)}
<details><summary class="kern-link">${say('console-return-or-discard')}</summary><form method="post" action="/pruefen/${draft.id}" class="stack"><input type="hidden" name="version" value="${draft.version}">${textInput('note', say('console-return-why'), '')}${button('secondary', say('console-return'), 'do', 'return')}${button('tertiary', say('console-discard'), 'do', 'discard')}</form></details></div>`;
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

function primaryWords({ plan, mode, goesLive }: Prepared): string {
  const n = plan.posts.length;
  if (n === 0 || mode === 'draft') return say('console-write');
  return goesLive ? say('console-publish-live', { n }) : say('console-publish', { n });
}

/** What is odd, before the texts: what is held, missing, said again, paused. */
function warningsMarkup(
  asked: Asked,
  { plan, nothing, leaves, repeats, oddities, goesLive }: Prepared,
): Markup {
  const time = (at: number) => timeShown(asked, at);
  const { files } = asked.app;
  const named = (account: string) =>
    townName(files, files.region.accounts.get(account)?.municipality ?? account);
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
      because: say('because', { code: because }).replace(/ \([^)]*\)$/, ''),
      names: all
        .slice(0, 3)
        .map(({ account }) => named(account))
        .join(', '),
    }),
    all[0] ? holdAdvice(all[0], time) : '',
  ),
)}
${plan.warnings.map((warning) => {
  if (warning.code === 'paused') {
    const { scope, by, at } = warning.pause;
    return alertBox(
      'warning',
      say('console-need-paused', { scope: scopeNamed(scope), by, time: time(at) }),
      say('console-paused-waits'),
    );
  }
  const { because, advice } = worded(warning, time);
  return alertBox('warning', because, advice);
})}
${unlike === 0 ? '' : html`<p class="kern-hint">${say('console-unlike', { n: unlike })}</p>`}`;
}

const NAMES_MAX = 6;

/** What disappears has no words of its own. */
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
  const page = Math.max(1, Number(query.get('seite')) || 1);
  const found = plan.posts.filter(
    ({ intent }) =>
      search === '' || townName(files, intent.municipality).toLowerCase().includes(search.toLowerCase()),
  );
  const shown = found.slice((page - 1) * POSTS_A_PAGE, page * POSTS_A_PAGE);
  const pages = Math.ceil(found.length / POSTS_A_PAGE);
  const to = (n: number) => `/pruefen/${draft.id}?alle=1&suche=${encodeURIComponent(search)}&seite=${n}`;
  return html`<search><form method="get" action="/pruefen/${draft.id}" class="search"><input type="hidden" name="alle" value="1">${textInput('suche', say('console-search'), '', search, 'search')}${button('secondary', say('console-find'))}</form></search>
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

async function decide(asked: Asked): Promise<Answer> {
  const { form, desk, now, visitor } = asked;
  const draft = await draftOf(asked);
  // A telephone that lost its network asks again: what is done is shown, not done once more.
  if (draft.state === 'published') return { kind: 'see', path: `/fortschritt/${draft.id}` };
  const asRead = { ...draft, version: Number(form.get('version')) };
  const by = visitor.person.name;
  const entry = (what: 'draft-returned' | 'draft-discarded') => ({
    at: now,
    actor: actorOf(asked),
    what,
    about: draft.id,
  });
  switch (form.get('do')) {
    case 'return': {
      const note = form.get('note')?.trim() || say('console-no-reason');
      await changeDraft(desk, asRead, { state: 'returned', note }, by, now, entry('draft-returned'));
      return { kind: 'see', path: '/' };
    }
    case 'discard':
      await changeDraft(desk, asRead, { state: 'discarded' }, by, now, entry('draft-discarded'));
      return { kind: 'see', path: '/' };
    default:
      return publish(asked, draft, asRead);
  }
}

/** Applies the change if it is still what was read; else the page shows what it is now. */
async function publish(asked: Asked, draft: Draft, asRead: Draft): Promise<Answer> {
  const { app, desk, form, now, visitor } = asked;
  const prepared = await prepare(app, draft.change);
  const digest = form.get('digest') ?? '';
  const title = say('console-review');
  if (prepared.plan.posts.length > 0 && form.get('read') !== 'yes')
    return {
      kind: 'page',
      status: 400,
      title,
      body: reviewBody(asked, draft, prepared, alertBox('danger', say('console-read-first'), '')),
    };
  if (prepared.digest !== digest)
    return {
      kind: 'page',
      status: 409,
      title,
      body: reviewBody(
        asked,
        draft,
        prepared,
        alertBox('danger', say('console-changed'), say('console-changed-advice')),
      ),
    };
  const keys = prepared.plan.posts.map(({ intent }) => intent.key);
  const actor = actorOf(asked);
  const { change } = prepared;
  const entry = { at: now, actor, what: 'changed', about: `${draft.id} ${digest}` } as const;
  const done = { state: 'published', keys, change } as const;
  const claimed = await changeDraft(desk, asRead, done, visitor.person.name, now, entry);
  try {
    await apply(app, change, digest, actor, SILENTLY);
  } catch (error) {
    // Nothing was written: the draft can be published once what hinders it is mended.
    await changeDraft(
      desk,
      claimed,
      { state: draft.state, keys: [], change: draft.change },
      visitor.person.name,
      now,
      null,
    );
    throw error;
  }
  return { kind: 'see', path: keys.length === 0 ? '/' : `/fortschritt/${draft.id}` };
}
