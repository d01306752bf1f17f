import { isDeepStrictEqual } from 'node:util';
import { changedMeanwhile } from '../../app/deliver-change.ts';
import { viewNow } from '../../app/load.ts';
import { pause, scopeOf } from '../../app/pause.ts';
import { areaOfPause } from '../../app/people/area.ts';
import {
  actorOf,
  askerOf,
  callable,
  entry,
  logged,
  record,
  refuseUnlessMay,
} from '../../app/people/people.ts';
import { dueOnResume, halted, isStillHeld, resume, scopeToResume, waitingOn } from '../../app/resume.ts';
import type { ChannelId } from '../../core/domain/channel.ts';
import { isMistake, mistakesIn, OperatorError } from '../../core/domain/errors.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import { digestOfPosts } from '../../core/domain/post-key.ts';
import { may, type Person } from '../../core/domain/rights.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { LedgerView } from '../../core/ledger/ledger.ts';
import { wordings } from '../../core/planning/wordings.ts';
import { reasonWords, say } from '../../staff-words/say.ts';
import { accountsToStop, isForeign, stoppedWords } from './accounts.ts';
import { html } from './html.ts';
import { alertBox, button, form, hidden, link, linkButton, more, postText, section } from './kern.ts';
import { brokenFiles, configurationIn, mistakesOf, postPath } from './parts.ts';
import { actsOf, deletedMarkup, namesOr } from './review-texts.ts';
import { type Asked, type Markup, page, type Route, seeDone, type WebAnswer } from './route.ts';
import { wordingMarkup } from './wording.ts';

export const STOP: readonly Route[] = [
  { method: 'get', path: '/anhalten', act: 'pause', answer: stopPage },
  { method: 'post', path: '/anhalten', act: 'pause', answer: stop },
  { method: 'get', path: '/weiter', act: 'look', answer: resumePage },
  { method: 'post', path: '/weiter', act: 'resume', answer: goOn },
];

/** Texts that are shown; the rest is counted. */
const WAITING_MAX = 30;

async function stopPage(asked: Asked): Promise<WebAnswer> {
  const { app, named } = asked;
  const { pauses } = await haltedNow(asked);
  return page(
    say('console-stop'),
    html`${pauses.map((one) => alertBox('warning', named.pause(one), link('/weiter', say('console-resume-look'))))}<p class="kern-body">${say('console-stop-means')}</p>
${form(
  '/anhalten',
  html`${button('primary', say('console-stop-everything'), 'scope', 'everything')}
${app.files.channels.map(({ id, name }) => button('secondary', say('console-stop-channel', { channel: name }), 'scope', `channel:${id}`))}`,
)}
${section('accounts', say('console-stop-account'), accountsToStop(asked))}`,
  );
}

async function haltedNow(asked: Asked): Promise<Pick<LedgerView, 'pauses' | 'stopped'>> {
  const configuration = configurationIn(asked);
  return configuration === null ? halted(asked.app) : viewNow(asked.app, configuration);
}

async function stop(asked: Asked): Promise<WebAnswer> {
  const { app, people, person, named } = asked;
  const actor = actorOf(person);
  const scope = scopeIn(asked, (account) => scopeOf(app, { account, channel: null }));
  // To stop comes first: a log that cannot be written keeps nobody from it.
  const { ledgers, earlier, mistakes: unpaused } = await pause(app, scope, actor);
  if (ledgers === 0) throw new OperatorError(unpaused);
  const unlogged = await record(people, actor, 'paused', JSON.stringify(scope)).then(() => [], mistakesIn);
  const stopped = { scope: named.scope(scope) };
  const said =
    earlier === null
      ? say('console-stopped', stopped)
      : say('console-stopped-already', { ...stopped, by: earlier.by });
  return page(
    said,
    html`${alertBox('success', said, say('console-stopped-means'))}
${mistakesOf(asked, [...unpaused, ...unlogged])}
<div class="stack">${linkButton('secondary', say('console-back'), '/')}</div>`,
  );
}

/** Reads the scope that the form names. `accountOf` throws `unknown-account` for an account that does not exist. */
function scopeIn<Scope>({ app, form }: Asked, accountOf: (account: string) => Scope): Scope | PauseScope {
  const [of, id = ''] = (form.get('scope') ?? '').split(/:(.*)/s);
  if (of === 'everything') return { of };
  const channel = app.files.channels.find((one) => one.id === id)?.id ?? null;
  if (of === 'channel' && channel !== null) return { of, channel: channel as ChannelId };
  return accountOf(id);
}

/** Shows every pause and every refusal of the platforms, with the posts that a resume would send. */
async function resumePage(asked: Asked): Promise<WebAnswer> {
  const { named } = asked;
  const { pauses, stopped } = await haltedNow(asked);
  const account = asked.query.get('konto') ?? '';
  const refused = stopped.get(account);
  const parts: Markup[] = [];
  if (refused !== undefined) {
    const scope = { of: 'account', account } as const;
    const is = isForeign(refused) ? 'foreign' : 'refused';
    const names = { is, scope: named.scope(scope), reason: reasonWords(refused) };
    parts.push(await goOnMarkup(asked, scope, say('console-account-refused', names)));
  } else {
    for (const one of pauses) {
      const others = one.scope.of === 'everything' ? pauses.filter((other) => other !== one) : [];
      parts.push(await goOnMarkup(asked, one.scope, named.pause(one), others.map(named.pause)));
    }
    if (stopped.size > 0) {
      for (const { words, foreign } of stoppedWords(asked, stopped)) {
        // Deliberate pauses are decided first.
        const goesOn = pauses.length === 0 && !foreign;
        parts.push(
          goesOn ? await goOnMarkup(asked, { of: 'everything' }, words) : alertBox('warning', words),
        );
      }
      parts.push(linkButton('secondary', say('console-accounts'), '/konten'));
    }
  }
  const none = parts.length === 0 ? alertBox('info', say('console-not-paused')) : '';
  return page(say('console-resume'), html`${brokenFiles(asked)}${none}${parts}`);
}

/** `others`: pauses that end with it. */
async function goOnMarkup(
  asked: Asked,
  scope: PauseScope,
  words: string,
  others: readonly string[] = [],
): Promise<Markup> {
  const { acts, digest, shown } = await dueOn(asked, scope);
  const { person, app, people } = asked;
  const value =
    scope.of === 'everything'
      ? scope.of
      : `${scope.of}:${scope.of === 'account' ? scope.account : scope.channel}`;
  const goOn = html`<form method="post" action="/weiter">${hidden('digest', digest)}${button('primary', acts === '' ? say('console-resume') : say('console-resume-acts', { acts }), 'scope', value)}</form>`;
  const { region } = app.files;
  const mayResume = (one: Person) => may(one, 'resume', areaOfPause(scope, region), region);
  const whom = async () => {
    const who = (await callable(people, mayResume)).map(({ name }) => name);
    return html`<p class="kern-hint">${say('console-resume-whom', { names: namesOr(who) })}</p>`;
  };
  return html`<section class="card"><h2 class="kern-heading-small">${words}</h2>
${others.map((other) => alertBox('warning', say('console-resume-too', { other })))}${shown}
${mayResume(person) ? goOn : await whom()}</section>`;
}

/** Shows the posts that go out on resuming a scope, with their digest. While the files are broken, only the ledger tells them. */
async function dueOn(asked: Asked, scope: PauseScope) {
  const configuration = configurationIn(asked);
  if (configuration === null) {
    const waiting = waitingOn(await asked.posts(), scope, asked.now);
    const digest = digestOfPosts(waiting.map((entry) => entry.digest));
    return { acts: '', digest, shown: waitingMarkup(asked, waiting) };
  }
  const { approved, later, unapproved } = await dueOnResume(asked.app, configuration, scope);
  const n = approved.filter(({ intent }) => intent.action !== 'delete').length;
  const rest = [
    ...(later === 0 ? [] : [say('resume-later', { n: later })]),
    ...(unapproved === 0 ? [] : [say('resume-waiting', { n: unapproved })]),
  ];
  return {
    acts: actsOf(approved),
    digest: digestOfPosts(approved.map(({ intent }) => intent.digest)),
    shown: html`<p class="kern-body">${[...(n === 0 && approved.length > 0 ? [] : [say('console-resume-due', { n })]), ...rest].join(' ')}</p>
${wordings(approved).map((group) => wordingMarkup(asked, group))}${deletedMarkup(asked, { posts: approved })}`,
  };
}

function waitingMarkup({ named }: Asked, waiting: readonly Entry[]): Markup {
  return html`<p class="kern-body">${say('console-resume-approved-only', { n: waiting.length })}</p>
${waiting
  .slice(0, WAITING_MAX)
  .map(
    (entry) =>
      html`<section class="wording"><h3>${link(postPath(entry.key), named.place(entry))}</h3>${postText(entry.text ?? say('console-deletes'), entry.language)}</section>`,
  )}${more(waiting.length - WAITING_MAX)}`;
}

async function goOn(asked: Asked): Promise<WebAnswer> {
  const { app, person, named } = asked;
  const { region } = app.files;
  const scope = await scopeIn(asked, (account) => scopeToResume(app, { account, channel: null }));
  refuseUnlessMay(askerOf(person), 'resume', areaOfPause(scope, region), region);
  const { ledgers, mistakes, stillPausedBy } = await goOnAsRead(asked, scope).catch(async (error) => {
    if (!isMistake(error, 'changed-meanwhile')) throw error;
    // Somebody tapped twice, or asks again because the answer was lost: a scope that has resumed already is not refused.
    const { pauses, stopped } = await haltedNow(asked);
    if (isHalted(scope, pauses, stopped)) throw error;
    const wider = pauses.find((one) => isStillHeld(one, scope, channelOf(scope, region)));
    return { ledgers: 0, mistakes: [], stillPausedBy: wider ?? null };
  });
  const title = say('console-done-resumed', { scope: named.scope(scope) });
  // The ledgers that did resume already send posts.
  if (mistakes.length > 0)
    return page(
      title,
      html`${mistakesOf(asked, mistakes)}<p class="kern-body">${say('resume-only', { scope: named.scope(scope), n: ledgers })}</p>
<div class="stack">${linkButton('secondary', say('console-back'), '/')}</div>`,
    );
  const means = stillPausedBy
    ? say('resume-still', { scope: named.scope(stillPausedBy.scope), by: stillPausedBy.by })
    : say('console-done-resumed-means');
  return seeDone('/', title, means);
}

function channelOf(scope: PauseScope, { accounts }: Region): ChannelId | null {
  return scope.of === 'account' ? (accounts.get(scope.account)?.channel ?? null) : null;
}

/** Throws `changed-meanwhile` where other texts would go out than those that were read, or nothing is halted any more. */
async function goOnAsRead(asked: Asked, scope: PauseScope) {
  const { app, people, form, person } = asked;
  const actor = actorOf(person);
  const channel = channelOf(scope, app.files.region);
  // Only texts that were read go out: texts that became due since must be read first.
  if ((await dueOn(asked, scope)).digest !== form.get('digest')) throw changedMeanwhile();
  const doing = entry(people, actor, 'resumed', JSON.stringify(scope));
  return logged(people, { entries: [doing] }, async () => {
    const resumed = await resume(app, scope, channel, actor);
    if (resumed.mistakes.length === 0 && !resumed.ended && resumed.stopped.size === 0)
      throw changedMeanwhile();
    return resumed;
  });
}

/** Whether this scope is paused itself, or an account in it stopped: a resume would lift all of these. */
function isHalted(scope: PauseScope, pauses: LedgerView['pauses'], stopped: LedgerView['stopped']): boolean {
  const isOfIt = (one: PauseScope) => scope.of === 'everything' || isDeepStrictEqual(one, scope);
  return (
    pauses.some((one) => isOfIt(one.scope)) ||
    [...stopped.keys()].some((account) => isOfIt({ of: 'account', account }))
  );
}
