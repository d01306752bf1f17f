import { html } from 'hono/html';
import { changedMeanwhile } from '../../app/deliver-change.ts';
import { viewNow } from '../../app/load.ts';
import { pause, scopeOf } from '../../app/pause.ts';
import { areaOfPause } from '../../app/people/area.ts';
import { actorOf, askerOf, entry, logged, record, refuseUnlessMay } from '../../app/people/people.ts';
import { dueOnResume, halted, resume, waitingOn } from '../../app/resume.ts';
import type { ChannelId } from '../../core/domain/channel.ts';
import { type Mistake, OperatorError } from '../../core/domain/errors.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import { digestOfPosts } from '../../core/domain/post-key.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { LedgerView } from '../../core/ledger/ledger.ts';
import { wordings } from '../../core/planning/wordings.ts';
import { mistakeWords, reasonWords, say } from '../../staff-words/say.ts';
import {
  alertBox,
  button,
  CHOICES_MAX,
  channelName,
  configurationIn,
  linkButton,
  mistakesIn,
  postPath,
  scopeShown,
  select,
  timeShown,
  townName,
  townsOf,
} from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';
import { wordingMarkup } from './wording.ts';

export const STOP: readonly Route[] = [
  { method: 'get', path: '/anhalten', act: 'pause', answer: stopPage },
  { method: 'post', path: '/anhalten', act: 'pause', answer: stop },
  { method: 'get', path: '/weiter', act: 'look', answer: resumePage },
  { method: 'post', path: '/weiter', act: 'resume', answer: goOn },
];

/** Texts that are shown; the rest is counted. */
const WAITING_MAX = 30;

async function stopPage(asked: Asked): Promise<Answer> {
  const { app, query } = asked;
  const { pauses } = await haltedNow(asked);
  const { channels, region } = app.files;
  const named = query.get('konto') ?? '';
  const accounts = [...region.accounts.values()];
  const isLong = accounts.length > CHOICES_MAX;
  const options = accounts
    .filter(({ id }) => !isLong || id === named)
    .map(({ id, handle, channel, municipality }) => {
      const name = townName({ region }, municipality);
      return { value: `account:${id}`, words: `${name}: @${handle} (${channelName({ channels }, channel)})` };
    });
  return {
    kind: 'page',
    title: say('console-stop'),
    body: html`${pauses.map(({ scope, by, at }) =>
      alertBox(
        'warning',
        say('console-need-paused', { scope: scopeShown(asked, scope), by, time: timeShown(asked, at) }),
        html`<a class="kern-link" href="/weiter">${say('console-resume-look')}</a>`,
      ),
    )}<p class="kern-body">${say('console-stop-means')}</p>
<form method="post" action="/anhalten" class="stack">${button('primary', say('console-stop-everything'), 'scope', 'everything')}
${channels.map(({ id, name }) => button('secondary', say('console-stop-channel', { channel: name }), 'scope', `channel:${id}`))}</form>
${
  options.length === 0
    ? linkButton('secondary', say('console-stop-account'), '/konten')
    : html`<form method="post" action="/anhalten" class="stack">${select('scope', say('console-stop-account'), '', options, `account:${named}`)}${button('secondary', say('console-stop-one'))}</form>`
}`,
  };
}

async function haltedNow(asked: Asked): Promise<Pick<LedgerView, 'pauses' | 'stopped'>> {
  const configuration = configurationIn(asked);
  return configuration === null ? halted(asked.app) : viewNow(asked.app, configuration);
}

async function stop(asked: Asked): Promise<Answer> {
  const { app, desk, form, visitor } = asked;
  const actor = actorOf(visitor.person);
  const scope = scopeIn(asked, form.get('scope') ?? '');
  // To stop comes first: a log that cannot be written keeps nobody from it.
  const { ledgers, earlier, mistakes: unpaused } = await pause(app, scope, actor);
  if (ledgers === 0) throw new OperatorError(unpaused);
  const unlogged = await mistakesOf(record(desk.people, actor, 'paused', JSON.stringify(scope)));
  const mistakes = [...unpaused, ...unlogged];
  const said =
    earlier === null
      ? say('console-stopped', { scope: scopeShown(asked, scope) })
      : say('console-stopped-already', { scope: scopeShown(asked, scope), by: earlier.by });
  return {
    kind: 'page',
    title: said,
    body: html`${alertBox('success', said, say('console-stopped-means'))}
${mistakes.map((mistake) => alertBox('danger', mistakeWords(mistake).message, mistakeWords(mistake).advice))}
<div class="stack">${linkButton('secondary', say('console-back'), '/')}</div>`,
  };
}

async function mistakesOf(work: Promise<void>): Promise<readonly Mistake[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return error.mistakes;
  }
}

/** Throws `unknown-account` for a scope that does not exist. */
function scopeIn({ app }: Asked, written: string): PauseScope {
  const [of, id = ''] = written.split(/:(.*)/s);
  if (of === 'everything') return { of };
  const channel = app.files.channels.find((one) => one.id === id)?.id ?? null;
  if (of === 'channel' && channel !== null) return { of, channel: channel as ChannelId };
  return scopeOf(app, { account: id, channel: null });
}

/** Every pause, and what the platforms refuse, with what would go out then: it is read before anything goes on. */
async function resumePage(asked: Asked): Promise<Answer> {
  const title = say('console-resume');
  const { pauses, stopped } = await haltedNow(asked);
  const account = asked.query.get('konto') ?? '';
  const refused = stopped.get(account);
  if (refused !== undefined) {
    const scope = { of: 'account', account } as const;
    const words = say('console-account-refused', {
      scope: scopeShown(asked, scope),
      reason: reasonWords(refused),
    });
    return { kind: 'page', title, body: html`${mistakesIn(asked)}${await goOnMarkup(asked, scope, words)}` };
  }
  const parts: Markup[] = [];
  for (const { scope, by, at } of pauses) {
    const names = { scope: scopeShown(asked, scope), by, time: timeShown(asked, at) };
    parts.push(await goOnMarkup(asked, scope, say('console-paused', names)));
  }
  if (stopped.size > 0) {
    const words = say('console-accounts-refused', {
      n: stopped.size,
      names: townsOf(asked.app.files, stopped.keys()),
    });
    // Where something is paused on purpose, that is decided first.
    if (pauses.length === 0) parts.push(await goOnMarkup(asked, { of: 'everything' }, words));
    else parts.push(alertBox('warning', words, ''));
    parts.push(linkButton('secondary', say('console-accounts'), '/konten'));
  }
  const none = parts.length === 0 ? alertBox('info', say('console-not-paused'), '') : '';
  return { kind: 'page', title, body: html`${mistakesIn(asked)}${none}${parts}` };
}

async function goOnMarkup(asked: Asked, scope: PauseScope, words: string): Promise<Markup> {
  const { n, digest, shown } = await dueOn(asked, scope);
  const value =
    scope.of === 'everything'
      ? scope.of
      : `${scope.of}:${scope.of === 'account' ? scope.account : scope.channel}`;
  return html`<section class="card"><h2 class="kern-heading-small">${words}</h2>
${shown}
<form method="post" action="/weiter"><input type="hidden" name="digest" value="${digest}">${button('primary', n === null ? say('console-resume') : say('console-resume-publish', { n }), 'scope', value)}</form></section>`;
}

/** What goes out once a scope goes on, and the digest of it. While the files are broken, only the ledger says so. */
async function dueOn(asked: Asked, scope: PauseScope) {
  if (configurationIn(asked) === null) {
    const waiting = waitingOn(await asked.desk.posts(), scope, asked.now);
    const digest = digestOfPosts(waiting.map((entry) => entry.digest));
    return { n: null, digest, shown: waitingMarkup(asked, waiting) };
  }
  const { approved, unapproved } = await dueOnResume(asked.app, scope);
  const n = approved.length;
  const more = unapproved === 0 ? '' : ` ${say('console-resume-waiting', { n: unapproved })}`;
  return {
    n,
    digest: digestOfPosts(approved.map(({ intent }) => intent.digest)),
    shown: html`<p class="kern-body">${say('console-resume-due', { n })}${more}</p>
${wordings(approved).map((group) => wordingMarkup(asked, group))}`,
  };
}

function waitingMarkup({ app: { files } }: Asked, waiting: readonly Entry[]): Markup {
  const more = waiting.length - WAITING_MAX;
  return html`<p class="kern-body">${say('console-resume-approved-only', { n: waiting.length })}</p>
${waiting
  .slice(0, WAITING_MAX)
  .map(
    (entry) =>
      html`<section class="wording"><h3><a class="kern-link" href="${postPath(entry.key)}">${townName(files, entry.municipality)} (${channelName(files, entry.channel)})</a></h3><p class="text" lang="${entry.language.slice(0, 2)}">${entry.text ?? say('console-deletes')}</p></section>`,
  )}${more > 0 ? html`<p>${say('rest-more', { n: more })}</p>` : ''}`;
}

async function goOn(asked: Asked): Promise<Answer> {
  const { app, desk, form, visitor } = asked;
  const { region } = app.files;
  const actor = actorOf(visitor.person);
  const scope = scopeIn(asked, form.get('scope') ?? '');
  const channel = scope.of === 'account' ? (region.accounts.get(scope.account)?.channel ?? null) : null;
  refuseUnlessMay(askerOf(visitor.person), 'resume', areaOfPause(scope, region), region);
  // Only texts that were read go out: texts that became due since must be read first.
  if ((await dueOn(asked, scope)).digest !== form.get('digest')) throw changedMeanwhile();
  const doing = entry(desk.people, actor, 'resumed', JSON.stringify(scope));
  await logged(desk.people, { entries: [doing] }, async () => {
    const { ended, stopped, mistakes } = await resume(app, scope, channel, actor);
    if (mistakes.length > 0) throw new OperatorError(mistakes);
    if (!ended && stopped.size === 0) throw changedMeanwhile();
  });
  const title = say('console-done-resumed', { scope: scopeShown(asked, scope) });
  return { kind: 'see', path: '/', done: { title, body: say('console-done-resumed-means'), link: null } };
}
