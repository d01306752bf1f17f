import { html } from 'hono/html';
import { changedMeanwhile } from '../../app/deliver-change.ts';
import { viewNow } from '../../app/load.ts';
import { pause, scopeOf } from '../../app/pause.ts';
import { areaOfPause } from '../../app/people/area.ts';
import { actorOf, askerOf, logged, record, refuseUnlessMay } from '../../app/people/people.ts';
import { type DueOnResume, dueOnResume, resume } from '../../app/resume.ts';
import type { ChannelId } from '../../core/domain/channel.ts';
import { type Mistake, OperatorError } from '../../core/domain/errors.ts';
import type { PauseScope } from '../../core/domain/pause.ts';
import { digestOfPosts } from '../../core/domain/post-key.ts';
import { wordings } from '../../core/planning/wordings.ts';
import { mistakeWords, reasonWords, say } from '../../words/say.ts';
import {
  alertBox,
  button,
  CHOICES_MAX,
  channelName,
  configurationIn,
  configurationOf,
  linkButton,
  scopeShown,
  timeShown,
  townName,
} from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';
import { wordingMarkup } from './wording.ts';

export const STOP: readonly Route[] = [
  { method: 'get', path: '/anhalten', act: 'pause', answer: stopPage },
  { method: 'post', path: '/anhalten', act: 'pause', answer: stop },
  { method: 'get', path: '/weiter', act: 'look', answer: resumePage },
  { method: 'post', path: '/weiter', act: 'resume', answer: goOn },
];

async function stopPage(asked: Asked): Promise<Answer> {
  const { app, query } = asked;
  const configuration = configurationIn(asked);
  const pauses = configuration === null ? [] : (await viewNow(app, configuration)).pauses;
  const { channels, region } = app.files;
  const named = query.get('konto') ?? '';
  const accounts = [...region.accounts.values()];
  const isLong = accounts.length > CHOICES_MAX;
  const options = accounts
    .filter(({ id }) => !isLong || id === named)
    .map(({ id, handle, channel, municipality }) => {
      const name = townName({ region }, municipality);
      return html`<option value="account:${id}"${id === named ? html` selected` : ''}>${name}: @${handle} (${channelName({ channels }, channel)})</option>`;
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
    : html`<form method="post" action="/anhalten" class="stack"><div class="kern-form-input"><label class="kern-label" for="scope">${say('console-stop-account')}</label><div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="scope" name="scope">${options}</select></div></div>${button('secondary', say('console-stop-one'))}</form>`
}`,
  };
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
<div class="stack"><a class="kern-btn kern-btn--secondary kern-btn--block" href="/"><span class="kern-label">${say('console-back')}</span></a></div>`,
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
  const configuration = configurationOf(asked);
  const title = say('console-resume');
  const { pauses, stopped } = await viewNow(asked.app, configuration);
  const account = asked.query.get('konto') ?? '';
  const refused = stopped.get(account);
  if (refused !== undefined) {
    const scope = { of: 'account', account } as const;
    const words = say('console-account-refused', {
      scope: scopeShown(asked, scope),
      reason: reasonWords(refused),
    });
    return { kind: 'page', title, body: await goOnMarkup(asked, scope, words) };
  }
  const parts: Markup[] = [];
  for (const { scope, by, at } of pauses) {
    const names = { scope: scopeShown(asked, scope), by, time: timeShown(asked, at) };
    parts.push(await goOnMarkup(asked, scope, say('console-paused', names)));
  }
  if (stopped.size > 0) {
    const words = say('console-accounts-refused', { n: stopped.size });
    // Where something is paused on purpose, that is decided first.
    if (pauses.length === 0) parts.push(await goOnMarkup(asked, { of: 'everything' }, words));
    else parts.push(alertBox('warning', words, ''));
    parts.push(linkButton('secondary', say('console-accounts'), '/konten'));
  }
  const none = parts.length === 0 ? alertBox('info', say('console-not-paused'), '') : '';
  return { kind: 'page', title, body: html`${none}${parts}` };
}

async function goOnMarkup(asked: Asked, scope: PauseScope, words: string): Promise<Markup> {
  const due = await dueOnResume(asked.app, scope);
  const value =
    scope.of === 'everything'
      ? scope.of
      : `${scope.of}:${scope.of === 'account' ? scope.account : scope.channel}`;
  return html`<section class="card"><h2 class="kern-heading-small">${words}</h2>
<p class="kern-body">${say('console-resume-due', { n: due.approved.length })}${due.unapproved === 0 ? '' : ` ${say('console-resume-waiting', { n: due.unapproved })}`}</p>
${wordings(due.approved).map((group) => wordingMarkup(asked, group))}
<form method="post" action="/weiter"><input type="hidden" name="digest" value="${digestOf(due)}">${button('primary', say('console-resume-publish', { n: due.approved.length }), 'scope', value)}</form></section>`;
}

function digestOf({ approved }: DueOnResume): string {
  return digestOfPosts(approved.map(({ intent }) => intent.digest));
}

async function goOn(asked: Asked): Promise<Answer> {
  const { app, desk, form, visitor } = asked;
  const { region } = app.files;
  const actor = actorOf(visitor.person);
  const scope = scopeIn(asked, form.get('scope') ?? '');
  const channel = scope.of === 'account' ? (region.accounts.get(scope.account)?.channel ?? null) : null;
  refuseUnlessMay(askerOf(visitor.person), 'resume', areaOfPause(scope, region), region);
  // Only texts that were read go out: texts that became due since must be read first.
  if (digestOf(await dueOnResume(app, scope)) !== form.get('digest')) throw changedMeanwhile();
  const doing = { actor, what: 'resumed', about: JSON.stringify(scope) } as const;
  await logged(desk.people, doing, async () => {
    const { ended, stopped, mistakes } = await resume(app, scope, channel, actor);
    if (mistakes.length > 0) throw new OperatorError(mistakes);
    if (!ended && stopped.size === 0) throw changedMeanwhile();
  });
  const title = say('console-done-resumed', { scope: scopeShown(asked, scope) });
  return { kind: 'see', path: '/', done: { title, body: say('console-done-resumed-means'), link: null } };
}
