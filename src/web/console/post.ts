import { html } from 'hono/html';
import type { PostHistory } from '../../app/history.ts';
import { actorOf, entry, logged } from '../../app/people/people.ts';
import { resolve } from '../../app/resolve.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import { may } from '../../core/domain/rights.ts';
import { isPublished } from '../../core/ledger/entry.ts';
import { names, say } from '../../staff-words/say.ts';
import {
  alertBox,
  badge,
  button,
  channelName,
  linkButton,
  outcomeOf,
  postPath,
  preview,
  textInput,
  timeShown,
  townName,
} from './parts.ts';
import { kindNamed, restoringKeys } from './posts.ts';
import { toneOf } from './progress.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';
import { mayWriteFor } from './tell.ts';
import { withdrawForm } from './wrong-post.ts';

export const POST: readonly Route[] = [
  { method: 'get', path: '/beitraege/:key', act: 'look', answer: postPage },
  { method: 'post', path: '/beitraege/:key', act: 'write', answer: settle },
];

const NAMES_MAX = 6;

/** One post's life. Throws `no-page`. */
async function postPage(asked: Asked): Promise<Answer> {
  const { app, visitor } = asked;
  const all = await asked.desk.posts();
  const post = all.find(({ entry }) => entry.key === asked.params.key);
  if (!post) throw operatorError(mistake('no-page'));
  const { entry } = post;
  const { region } = app.files;
  const isMine = may(visitor.person, 'write', [entry.municipality], region);
  const name = townName(app.files, entry.municipality);
  const channel = channelName(app.files, entry.channel);
  const handle = region.accounts.get(entry.account)?.handle ?? entry.account;
  const link =
    entry.url === null
      ? ''
      : html`<a class="kern-link" href="${entry.url}" target="_blank" rel="noopener noreferrer">${say('console-open-post')}</a>`;
  const words = outcomeOf(post);
  const kind = (await restoringKeys(asked.desk)).has(entry.key) ? 'restoration' : entry.kind;
  const text = entry.publishedText ?? entry.text;
  return {
    kind: 'page',
    title: say('console-post', { name, channel }),
    body: html`<p>${badge(entry.removedAt === null ? toneOf(post) : 'info', entry.removedAt === null ? words : say('console-post-removed', { time: timeShown(asked, entry.removedAt) }))}</p>
${entry.cancelled === null ? '' : alertBox('info', say('console-post-cancelled'), '')}
${preview({ name, handle, channel }, text === null ? say('console-deletes') : html`<span lang="${entry.language.slice(0, 2)}">${text}</span>`, link)}
${isMine ? actions(post, all) : ''}
${lifeOf(asked, post, all, kindNamed(kind))}`,
  };
}

function actions(post: PostHistory, all: readonly PostHistory[]): Markup {
  const { entry } = post;
  if (entry.state === 'unknown' || (entry.state === 'waiting' && entry.action === 'publish'))
    return settleForm(post);
  if (!isPublished(entry)) return '';
  const publishers = new Set(
    all
      .filter((one) => one.entry.announcement === entry.announcement && isPublished(one.entry))
      .map((one) => one.entry.municipality),
  );
  return html`<div class="stack">${entry.kind === 'retraction' ? '' : linkButton('primary', say('console-correct'), `/falsch/${encodeURIComponent(entry.key)}`)}${withdrawForm(entry, publishers.size)}</div>`;
}

/** Asks what only a person can know: whether the post is there. */
function settleForm({ entry }: PostHistory): Markup {
  const isUnknown = entry.state === 'unknown';
  const form = html`<form method="post" action="${postPath(entry.key)}" class="stack">
${textInput('address', say('console-settle-address'), say('console-settle-address-hint'), '', 'url')}
${button(isUnknown ? 'primary' : 'secondary', say('console-settle-posted'), 'do', 'posted')}</form>`;
  if (!isUnknown)
    return html`<details><summary class="kern-link">${say('console-settle-by-hand')}</summary>${form}</details>`;
  return html`<section aria-labelledby="settle"><h2 id="settle" class="kern-heading-small">${say('console-settle')}</h2>
<p class="kern-body">${say('console-settle-means')}</p>${form}
<details><summary class="kern-link">${say('console-settle-absent')}</summary><form method="post" action="${postPath(entry.key)}" class="stack">
${alertBox('warning', entry.cancelled === null ? say('console-settle-absent-again') : say('console-settle-absent-never'), say('console-settle-absent-advice'))}
${button('secondary', say('console-settle-absent-sure'), 'do', 'absent')}</form></details></section>`;
}

function lifeOf(asked: Asked, post: PostHistory, all: readonly PostHistory[], kind: string): Markup {
  const { entry, transitions, earlierTexts, approvedBy, replacedBy } = post;
  const time = (at: number) => timeShown(asked, at);
  const related = (key: string | null, words: string) =>
    key !== null && all.some((one) => one.entry.key === key)
      ? [html`<li><a class="kern-link" href="${postPath(key)}">${words}</a></li>`]
      : [];
  const changes = all.filter(({ entry: { target } }) => target === entry.key);
  const links = [
    ...related(replacedBy, say('console-life-replaced')),
    ...related(entry.target, say('console-life-target')),
    ...changes.flatMap((one) => related(one.entry.key, outcomeOf(one))),
  ];
  return html`<section aria-labelledby="life"><h2 id="life" class="kern-heading-small">${say('console-life')}</h2>
<ul class="rows">${transitions.map(({ to, at }) => html`<li><span>${say('console-life-state', { state: to, action: entry.action })}</span><span>${time(at)}</span></li>`)}</ul>
<p class="kern-body">${kind} · ${entry.announcement} · ${approvedBy.length === 0 ? say('console-approved-by-nobody') : say('console-approved-by', { names: names(approvedBy, NAMES_MAX) })}</p>
${links.length === 0 ? '' : html`<ul>${links}</ul>`}
${entry.publishedText !== null && entry.publishedText !== entry.text && entry.text !== null ? earlier(say('console-text-first'), entry.text, entry.language) : ''}
${earlierTexts.map(({ text, replacedAt }) => earlier(say('console-text-earlier', { time: time(replacedAt) }), text ?? say('console-deletes'), entry.language))}
<p class="kern-hint handle">${say('console-post-key', { key: entry.key })}</p></section>`;
}

function earlier(words: string, text: string, language: string): Markup {
  return html`<h3>${words}</h3><p class="text card" lang="${language.slice(0, 2)}">${text}</p>`;
}

async function settle(asked: Asked): Promise<Answer> {
  const { app, desk, form, params } = asked;
  const key = params.key ?? '';
  const post = (await desk.posts()).find(({ entry }) => entry.key === key);
  if (!post) throw operatorError(mistake('no-page'));
  mayWriteFor(asked, post.entry.municipality);
  const address = form.get('address')?.trim() ?? '';
  const isAbsent = form.get('do') === 'absent';
  if (!isAbsent && address === '') throw operatorError(mistake('no-address'));
  const actor = actorOf(asked.visitor.person);
  const about = isAbsent ? key : `${key} ${address}`;
  await logged(desk.people, { entries: [entry(desk.people, actor, 'settled', about)] }, () =>
    resolve(app, key, isAbsent ? { absent: true } : { posted: address }, { mode: null, actor }),
  );
  const title = isAbsent ? say('console-done-absent') : say('console-done-posted');
  return { kind: 'see', path: postPath(key), done: { title, body: '', link: null } };
}
