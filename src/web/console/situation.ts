import { html } from 'hono/html';
import { openDrafts } from '../../app/people/drafts.ts';
import { halted } from '../../app/resume.ts';
import { entriesIn, lostDrafts, type Situation, situationNow, triedAccounts } from '../../app/situation.ts';
import { ALL } from '../../core/domain/municipality.ts';
import type { Pause } from '../../core/domain/pause.ts';
import { whereMay } from '../../core/domain/rights.ts';
import { REPORTED_OTHERWISE } from '../../core/monitoring/alert-rules.ts';
import type { Held } from '../../core/planning/held.ts';
import { holdAdvice } from '../../staff-words/advice.ts';
import { names, say } from '../../staff-words/say.ts';
import {
  button,
  CHOICES_MAX,
  clockTo,
  configurationIn,
  hiddenInputs,
  linkButton,
  linked,
  mistakesIn,
  scopeShown,
  timeShown,
  townName,
  townsOf,
  withoutCode,
} from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';

export const SITUATION: readonly Route[] = [
  { method: 'get', path: '/', act: 'look', answer: situationPage },
  { method: 'get', path: '/mehr', act: 'look', answer: morePage },
];

/** The five things that staff do; `false` is what is chosen from the posts. */
export const TASKS = ['outage', 'status', 'restoration', 'correction', 'all-clear'] as const;
/** Municipalities with mistakes that are listed: one mistake of a script is in all of them. */
const BROKEN_MAX = 5;
/** Towns that are listed before the rest is counted. */
const TOWNS_MAX = 8;

async function situationPage(asked: Asked): Promise<Answer> {
  const title = say('console-situation');
  const configuration = configurationIn(asked);
  if (configuration === null) {
    const pauses = pauseNeeds(asked, (await halted(asked.app)).pauses);
    const list = pauses.length === 0 ? '' : html`<ul class="needs">${pauses}</ul>`;
    return { kind: 'page', title, body: html`${mistakesIn(asked)}${list}` };
  }
  const situation = await situationNow(asked.app, configuration);
  const needs = [...(await draftNeeds(asked, situation)), ...needsOf(asked, situation)];
  return {
    kind: 'page',
    title,
    body: html`${promiseClock(asked, situation)}
<section aria-labelledby="needs"><h2 id="needs" class="kern-heading-small">${say('console-needs', { n: needs.length })}</h2>
${needs.length === 0 ? html`<p class="kern-body">${say('console-needs-nothing')}</p>` : html`<ul class="needs">${needs}</ul>`}</section>
${tasksPart(asked)}
${townsPart(asked, situation)}`,
  };
}

/** None for a person who may not write anywhere: a tile that only refuses helps nobody. */
function tasksPart({ visitor, app }: Asked): Markup {
  if (whereMay(visitor.person, 'write', app.files.region).size === 0) return '';
  return html`<section aria-labelledby="tasks"><h2 id="tasks" class="kern-heading-small">${say('console-tasks')}</h2>
<div class="tiles">${TASKS.map(tile)}</div></section>`;
}

function tile(task: (typeof TASKS)[number]): Markup {
  const href = task === 'correction' ? '/beitraege?zu=falsch' : `/melden/${task}`;
  return html`<a class="tile" href="${href}"><strong>${say(`console-task-${task}`)}</strong><span>${say(`console-task-${task}-means`)}</span></a>`;
}

function promiseClock(asked: Asked, { promised, published, configuration }: Situation): Markup {
  if (published.length === 0) return html`<p class="clock">${say('console-nothing-said')}</p>`;
  const counted = html`<span>${say('console-published', { n: published.length })}</span>`;
  if (promised === null || configuration.state.incident.phase === 'resolved')
    return html`<p class="clock">${counted} ${say('console-no-promise')}</p>`;
  return html`<p class="clock${promised < asked.now ? ' late' : ''}">${counted} <strong>${say('console-promise')} ${clockTo(asked, promised)}</strong></p>`;
}

async function draftNeeds(asked: Asked, situation: Situation): Promise<readonly Markup[]> {
  const { desk, visitor } = asked;
  const task = (kind: string) => say('console-kind', { kind });
  const lost = (await lostDrafts(desk.people, situation)).map(({ id, kind }) =>
    need(
      say('console-need-lost', { task: task(kind) }),
      '',
      TASKS.some((one) => one === kind && one !== 'correction') ? `/melden/${kind}?entwurf=${id}` : '/',
      say('console-draw-up-again'),
    ),
  );
  // One's own that nobody has seen yet is found again, wherever it was left.
  const waiting = (await openDrafts(desk)).filter(
    ({ state, person }) => state !== 'open' || person === visitor.person.id,
  );
  const words = { open: 'console-need-open', returned: 'console-need-returned' } as const;
  return [
    ...lost,
    ...waiting.map(({ id, kind, by, state }) =>
      need(
        state === 'open' || state === 'returned'
          ? say(words[state], { task: task(kind) })
          : say('console-need-draft', { task: task(kind), by }),
        '',
        `/pruefen/${id}`,
      ),
    ),
  ];
}

function needsOf(asked: Asked, situation: Situation): readonly Markup[] {
  const { plan, configuration, unapproved, unconfirmed, view, promised } = situation;
  const time = (at: number) => timeShown(asked, at);
  const named = (all: Iterable<string>) => townsOf(configuration, all);
  const { broken } = configuration.state;
  const stopped = [...view.stopped.keys()];
  // What is held for these reasons has a need of its own.
  const isToldApart = ({ because }: Held) =>
    REPORTED_OTHERWISE.has(because) || (because === 'not-confirmed' && unconfirmed !== null);
  const waiting = plan.held.filter((one) => !isToldApart(one));
  const refusal = plan.held.find(({ because }) => because === 'refused');
  const held = Map.groupBy(waiting, (one) => `${one.announcement} ${one.because}`);
  const outdated = Map.groupBy(
    plan.outdated.filter(({ superseded }) => !superseded),
    ({ entry }) => entry.announcement,
  );
  const refused = entriesIn(situation, 'refused');
  const unknown = entriesIn(situation, 'unknown');
  const tried = [...triedAccounts(situation)];
  /** One need for these accounts; none where there are none. */
  const ofAccounts = (
    all: Iterable<string>,
    words: (names: string) => string,
    advice: string,
    href: string,
  ) => {
    const names = named(all);
    return names === '' ? [] : [need(words(names), advice, href)];
  };
  const accountsOf = (all: readonly { readonly account: string }[]) => all.map(({ account }) => account);
  return [
    ...pauseNeeds(asked, view.pauses),
    ...ofAccounts(
      stopped,
      (names) => say('console-accounts-refused', { n: stopped.length, names }),
      '',
      '/weiter',
    ),
    ...[...broken.keys()]
      .slice(0, BROKEN_MAX)
      .map((id) =>
        need(
          say('console-need-broken', { name: townName(configuration, id) }),
          say('console-need-broken-advice'),
          `/staedte/${id}`,
        ),
      ),
    ...(promised !== null && promised < asked.now
      ? [
          need(
            say('console-need-promise', { time: time(promised) }),
            '',
            '/melden/status',
            say('console-task-status'),
          ),
        ]
      : []),
    ...(unconfirmed === null ? [] : [confirmNeed(asked, unconfirmed)]),
    ...[...unapproved].map(([announcement, n]) =>
      need(say('console-need-approval', { announcement, n }), '', `/pruefen/${announcement}`),
    ),
    ...ofAccounts(
      accountsOf(unknown),
      (names) => say('console-need-unknown', { n: unknown.length, names }),
      say('console-need-unknown-advice'),
      '/beitraege?zustand=unknown',
    ),
    ...ofAccounts(
      tried,
      (names) => say('console-need-tried', { n: tried.length, names }),
      say('console-need-tried-advice'),
      '/konten',
    ),
    ...ofAccounts(
      accountsOf(refused),
      (names) => say('console-need-refused', { n: refused.length, names }),
      refusal === undefined ? '' : holdAdvice(refusal, time),
      '/beitraege?zustand=refused',
    ),
    ...[...held.values()].flatMap((all) => {
      const [first] = all;
      if (!first) return [];
      const because = withoutCode(say('because', { code: first.because }));
      return ofAccounts(
        accountsOf(all),
        (names) => say('console-need-held', { n: all.length, because, names }),
        holdAdvice(first, time),
        '/beitraege?zustand=held',
      );
    }),
    ...[...outdated].map(([announcement, all]) =>
      need(
        say('console-need-outdated', { announcement, n: all.length }),
        '',
        `/nochmal/${announcement}`,
        say('console-tell-again'),
      ),
    ),
  ];
}

function pauseNeeds(asked: Asked, pauses: readonly Pause[]): readonly Markup[] {
  return pauses.map(({ scope, by, at }) =>
    need(
      say('console-need-paused', { scope: scopeShown(asked, scope), by, time: timeShown(asked, at) }),
      '',
      '/weiter',
      say('console-resume-look'),
    ),
  );
}

const NAMES_MAX = 4;

/** Whether the facts of a daily status still hold: one tap says so. */
function confirmNeed(asked: Asked, { at, municipalities }: NonNullable<Situation['unconfirmed']>): Markup {
  const { region } = asked.app.files;
  const isAll = municipalities.length === region.municipalities.size;
  const whos = isAll ? [ALL] : municipalities;
  const named = names(
    municipalities.map((id) => townName({ region }, id)),
    NAMES_MAX,
  );
  const isLate = at <= asked.now;
  const [first = ''] = municipalities;
  const look = municipalities.length === 1 ? `/staedte/${first}` : '/staedte';
  return html`<li><p><strong>${isLate ? say('console-need-confirmed-late') : say('console-need-confirmed', { time: timeShown(asked, at) })}</strong><br>${named}</p><a class="kern-link" href="${look}">${say('console-look')}</a>${whos.length > CHOICES_MAX ? '' : confirmForm(whos, '/')}</li>`;
}

/** The box with one button that says that facts still hold. */
export function confirmForm(whos: readonly string[], then: string): Markup {
  return html`<form method="post" action="/bestaetigen"><input type="hidden" name="nach" value="${then}">${hiddenInputs(whos.map((who) => ['who', who]))}${button('secondary', say('console-still-true'))}</form>`;
}

function need(what: string, advice: string, href: string, action = say('console-look')): Markup {
  return html`<li><p><strong>${what}</strong>${advice === '' ? '' : html`<br>${linked(advice)}`}</p><a class="kern-link" href="${href}">${action}</a></li>`;
}

function townsPart({ visitor, app }: Asked, { configuration }: Situation): Markup {
  const { region } = app.files;
  const mine = [...whereMay(visitor.person, 'write', region)];
  if (mine.length === 0) return '';
  return html`<section aria-labelledby="towns"><h2 id="towns" class="kern-heading-small">${say('console-towns')}</h2>
<ul class="towns">${mine.slice(0, TOWNS_MAX).map((id) => html`<li><a class="kern-link" href="/staedte/${id}">${townName(configuration, id)}</a></li>`)}${mine.length > TOWNS_MAX ? html`<li><a class="kern-link" href="/staedte">${say('console-towns-all', { n: mine.length })}</a></li>` : ''}</ul></section>`;
}

async function morePage(asked: Asked): Promise<Answer> {
  const links = ['konten', 'ueben', 'protokoll', 'leute', 'ich'] as const;
  return {
    kind: 'page',
    title: say('console-nav-more'),
    body: html`<div class="stack">${links.map((one) => linkButton('secondary', say(`console-more-${one}`), `/${one}`))}</div><p class="kern-hint">${say('console-signed-in', { name: asked.visitor.person.name })}</p>`,
  };
}
