import type { PostHistory } from '../../app/history.ts';
import { actorOf, entry, logged } from '../../app/people/people.ts';
import { resolve } from '../../app/resolve.ts';
import { callableOff, publishersOf } from '../../app/wrong-post-tasks.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { may } from '../../core/domain/rights.ts';
import { type Entry, isPublished, stillPublic } from '../../core/ledger/entry.ts';
import { names, say } from '../../staff-words/say.ts';
import { html } from './html.ts';
import {
  alertBox,
  badge,
  button,
  folded,
  form,
  link,
  linkButton,
  openPost,
  postText,
  section,
  textInput,
} from './kern.ts';
import { changeable, kindNamed, outcomeOf, postPath, preview } from './parts.ts';
import { toneOf } from './progress.ts';
import { type Asked, type Markup, page, type Route, seeDone, type WebAnswer } from './route.ts';
import { mayWriteFor } from './tell.ts';
import { callOffForm, withdrawForm } from './wrong-post.ts';

export const POST: readonly Route[] = [
  { method: 'get', path: '/beitraege/:key', act: 'look', answer: postPage },
  { method: 'post', path: '/beitraege/:key', act: 'write', answer: settle },
];

const NAMES_MAX = 6;

/** The post of the page, among all. Throws `no-page`. */
async function postOf({ posts, params }: Asked) {
  const all = await posts();
  const post = all.find(({ entry }) => entry.key === params.key);
  if (post) return { post, all };
  throw operatorError('no-page');
}

/** One post's life. */
async function postPage(asked: Asked): Promise<WebAnswer> {
  const { app, person, named } = asked;
  const { post, all } = await postOf(asked);
  const { entry } = post;
  const isMine = may(person, 'write', [entry.municipality], app.files.region);
  const left = leftPublic(post, all);
  const isGone = entry.action === 'delete' && entry.state === 'posted';
  const deleted = isGone ? all.find((one) => one.entry.key === entry.target) : undefined;
  const shown = left?.wrong ?? deleted?.entry ?? entry;
  const text = shown.publishedText ?? shown.text;
  return page(
    named.place(entry),
    html`<p>${badge(toneOf(post), outcomeOf(asked, post))}</p>
${entry.cancelled === null ? '' : alertBox('info', say('console-post-cancelled'))}
${left === null ? '' : alertBox('warning', say('console-post-still-public'), say('console-still-public-advice', { refused: left.by.state === 'refused' ? 'yes' : 'no', n: 1 }))}
${preview(asked, shown, text, openPost(shown))}
${isMine && left !== null ? deletedForm(left.wrong) : ''}
${isMine ? await actions(asked, post, all, left !== null) : ''}
${lifeOf(asked, post, all, kindNamed(entry.kind))}`,
  );
}

/** The post that is still public though it is wrong, on its page and on that of the change that failed; null where none is. */
function leftPublic({ entry }: PostHistory, all: readonly PostHistory[]) {
  const entries = all.map((one) => one.entry);
  const wrong = entries.find(({ key }) => key === (entry.target ?? entry.key));
  const by = stillPublic(entries).get(wrong?.key ?? '');
  const isIt = entry.target === null || entry.state !== 'posted';
  return wrong !== undefined && by !== undefined && isIt ? { wrong, by } : null;
}

/** With one press, a person who deleted the post in the app says so. */
function deletedForm({ key }: Entry): Markup {
  return form(postPath(key), button('primary', say('console-settle-deleted'), 'do', 'absent'));
}

async function actions(
  asked: Asked,
  post: PostHistory,
  all: readonly PostHistory[],
  isLeft: boolean,
): Promise<Markup> {
  const { entry } = post;
  const isOpenToStaff = ['waiting', 'refused', 'unknown'].includes(entry.state);
  const entries = all.map((one) => one.entry);
  const waiting = callableOff({ entries }, entry.announcement);
  const mayCallOff = waiting.has(entry.municipality) && changeable(asked).has(entry.municipality);
  if (isOpenToStaff && entry.action === 'publish')
    return html`${mayCallOff ? callOffForm(asked, entry, waiting) : ''}${settleForm(post)}`;
  if (!isPublished(entry) || !changeable(asked).has(entry.municipality)) return '';
  const publishers = publishersOf({ entries }, entry.announcement);
  return html`<div class="stack">${entry.kind === 'retraction' ? '' : linkButton(isLeft ? 'secondary' : 'primary', say('console-correct'), `/falsch/${encodeURIComponent(entry.key)}`)}${await withdrawForm(asked, entry, publishers)}</div>`;
}

/** Asks what only a person can know: whether the post is there. */
function settleForm({ entry }: PostHistory): Markup {
  const isUnknown = entry.state === 'unknown';
  const path = postPath(entry.key);
  const byAddress = form(
    path,
    html`${textInput('address', say('console-settle-address'), say('console-settle-address-hint'), '', 'url')}
${button(isUnknown ? 'primary' : 'secondary', say('console-settle-posted'), 'do', 'posted')}`,
  );
  if (!isUnknown) return folded(say('console-settle-by-hand'), byAddress);
  const then =
    entry.cancelled === null ? say('console-settle-absent-again') : say('console-settle-absent-never');
  const absent = form(
    path,
    html`${alertBox('warning', then, say('console-settle-absent-advice'))}
${button('secondary', say('console-settle-absent-sure'), 'do', 'absent')}`,
  );
  return section(
    'settle',
    say('console-settle'),
    html`<p class="kern-body">${say('console-settle-means')}</p>${byAddress}
${folded(say('console-settle-absent'), absent)}`,
  );
}

function lifeOf(asked: Asked, post: PostHistory, all: readonly PostHistory[], kind: string): Markup {
  const { entry, transitions, earlierTexts, replacedBy } = post;
  const { time } = asked.named;
  const related = (key: string | null, words: string) =>
    key !== null && all.some((one) => one.entry.key === key)
      ? [html`<li>${link(postPath(key), words)}</li>`]
      : [];
  const changes = all.filter(({ entry: { target } }) => target === entry.key);
  // Somebody may have published it by hand in other words.
  const isEdited = changes.some((one) => one.entry.action === 'edit' && one.entry.state === 'posted');
  const links = [
    ...related(replacedBy, say('console-life-replaced')),
    ...related(entry.target, say('console-life-target')),
    ...changes.flatMap((one) => related(one.entry.key, outcomeOf(asked, one))),
  ];
  const earlier = (words: string, text: string) =>
    html`<h3>${words}</h3>${postText(text, entry.language, ' card')}`;
  return section(
    'life',
    say('console-life'),
    html`<ul class="rows">${transitions.map(({ to, at }) => html`<li><span>${say('console-life-state', { state: to, action: entry.action })}</span><span>${time(at)}</span></li>`)}</ul>
<p class="kern-body">${[kind, entry.announcement, ...approvedWords(asked, post)].join(' · ')}</p>
${links.length === 0 ? '' : html`<ul>${links}</ul>`}
${isEdited && entry.publishedText !== entry.text && entry.text !== null ? earlier(say('console-text-first'), entry.text) : ''}
${earlierTexts.map(({ text, replacedAt }) => earlier(say('console-text-earlier', { time: time(replacedAt) }), text ?? say('console-deletes')))}
<p class="kern-hint handle">${say('console-post-key', { key: entry.key })}</p>`,
  );
}

/** Names those who approved the post, or says that nobody did while it needs an approval. */
function approvedWords({ app }: Asked, { entry, approvedBy }: PostHistory): readonly string[] {
  if (approvedBy.length > 0) return [say('console-approved-by', { names: names(approvedBy, NAMES_MAX) })];
  const isNeeded = entry.state === 'waiting' && app.files.settings.approvals.needed > 0;
  return isNeeded ? [say('console-approved-by-nobody')] : [];
}

async function settle(asked: Asked): Promise<WebAnswer> {
  const { app, people, form } = asked;
  const { key, municipality } = (await postOf(asked)).post.entry;
  mayWriteFor(asked, municipality);
  const address = form.get('address')?.trim() ?? '';
  const isAbsent = form.get('do') === 'absent';
  if (!isAbsent && address === '') throw operatorError('no-address');
  const actor = actorOf(asked.person);
  const about = isAbsent ? key : `${key} ${address}`;
  await logged(people, { entries: [entry(people, actor, 'settled', about)] }, () =>
    resolve(app, key, isAbsent ? { absent: true } : { posted: address }, { mode: null, actor }),
  );
  return seeDone(postPath(key), isAbsent ? say('console-done-absent') : say('console-done-posted'));
}
