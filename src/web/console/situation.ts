import { changedElsewhere } from '../../app/changed-file.ts';
import { areaOfChange } from '../../app/people/area.ts';
import { areaOf } from '../../app/people/change-rights.ts';
import { type Draft, isOfOtherMode, openDrafts } from '../../app/people/drafts.ts';
import { halted } from '../../app/resume.ts';
import {
  entriesIn,
  expiredIn,
  lostDrafts,
  outdatedNow,
  type Situation,
  situationNow,
  triedAccounts,
} from '../../app/situation.ts';
import type { Warning } from '../../core/domain/advice.ts';
import { alike } from '../../core/domain/alike.ts';
import { ALL } from '../../core/domain/municipality.ts';
import type { Pause } from '../../core/domain/pause.ts';
import { type Act, changedRights, may, whereMay } from '../../core/domain/rights.ts';
import { type Entry, type EntryState, stillPublic } from '../../core/ledger/entry.ts';
import { REPORTED_OTHERWISE } from '../../core/monitoring/alert-rules.ts';
import { holdAdvice } from '../../staff-words/advice.ts';
import { mistakeWords, say } from '../../staff-words/say.ts';
import { stoppedWords } from './accounts.ts';
import { confirmForm } from './confirm.ts';
import { assignedWords } from './facts-form.ts';
import { html } from './html.ts';
import { alertBox, link, linkButton, linked, section } from './kern.ts';
import { byAdvice, heldWords, warningWords } from './odd-words.ts';
import {
  brokenFiles,
  CHOICES_MAX,
  changeable,
  clockTo,
  configurationIn,
  postPath,
  postsNamed,
  taskOf,
} from './parts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';
import { wantedWords } from './sign-in/people.ts';
import { canTellAgain, isStillWrong } from './tell-again.ts';
import { plannedPart, upcomingPart } from './upcoming.ts';

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

async function situationPage(asked: Asked): Promise<WebAnswer> {
  const title = say('console-situation');
  const configuration = configurationIn(asked);
  if (configuration === null) {
    const pauses = pauseNeeds(asked, (await halted(asked.app)).pauses);
    const list = pauses.length === 0 ? '' : html`<ul class="needs">${pauses}</ul>`;
    return page(title, html`${brokenFiles(asked)}${list}`);
  }
  const situation = await situationNow(asked.app, configuration);
  const drafts = await draftNeeds(asked, situation);
  // Drafts that somebody only began and left must not hide that everything is paused.
  const needs = [
    ...(await rightsNeeds(asked)),
    ...drafts.handedIn,
    ...needsOf(asked, situation),
    ...drafts.begun,
  ];
  const list =
    needs.length === 0
      ? html`<p class="kern-body">${say('console-needs-nothing')}</p>`
      : html`<ul class="needs">${needs}</ul>`;
  return page(
    title,
    html`${promiseClock(asked, situation)}
${section('needs', say('console-needs', { n: needs.length }), list)}
${plannedPart(asked, situation, asked.now)}
${tasksPart(asked)}
${upcomingPart(asked, situation.upcoming)}
${townsPart(asked)}`,
  );
}

/** None for a person who may not write anywhere: a tile that only refuses helps nobody. */
function tasksPart({ person, app }: Asked): Markup {
  const mayDo = (act: Act) => may(person, act, [], app.files.region);
  if (!mayDo('write'))
    return mayDo('approve') || mayDo('people')
      ? ''
      : html`<p class="kern-hint">${say('console-tasks-none')}</p>`;
  const elsewhere = changedElsewhere(app);
  if (elsewhere !== null) {
    const { message, advice } = mistakeWords(elsewhere);
    return alertBox('info', message, advice);
  }
  return section('tasks', say('console-tasks'), html`<div class="tiles">${TASKS.map(tile)}</div>`);
}

function tile(task: (typeof TASKS)[number]): Markup {
  const href = task === 'correction' ? '/beitraege?zu=falsch' : `/melden/${task}`;
  return html`<a class="tile" href="${href}"><strong>${say(`console-task-${task}`)}</strong><span>${say(`console-task-${task}-means`)}</span></a>`;
}

function promiseClock(asked: Asked, { promised, published, plan: { mode } }: Situation): Markup {
  if (published.length === 0) return html`<p class="clock">${say('console-nothing-said', { mode })}</p>`;
  const counted = html`<span>${say('console-published', { n: published.length })}</span>`;
  if (promised === null) return html`<p class="clock">${counted} ${say('console-no-promise')}</p>`;
  const isLate = promised < asked.now;
  return html`<p class="clock${isLate ? ' late' : ''}">${counted} <strong>${say(isLate ? 'console-promise-late' : 'console-promise')} ${clockTo(asked, promised)}</strong></p>`;
}

/** Changes of rights that the visitor may confirm: somebody may have to lose theirs now. */
async function rightsNeeds(asked: Asked): Promise<readonly Markup[]> {
  const { store } = asked.people;
  const waiting = await store.rightChanges();
  const everybody = waiting.length === 0 ? [] : await store.people();
  return waiting.flatMap(({ person: id, by, rights }) => {
    const about = everybody.find((one) => one.id === id);
    if (about === undefined || [id, by].includes(asked.person.id)) return [];
    const { region } = asked.app.files;
    const area = areaOf(changedRights(about.rights, rights ?? []), region);
    if (!may(asked.person, 'people', area, region)) return [];
    const asking = everybody.find((one) => one.id === by)?.name ?? by;
    const words = say('console-need-rights', { by: asking });
    return need(words, wantedWords(asked, about.name, rights), '/leute');
  });
}

/** None where a draft could not be published. */
async function draftNeeds(asked: Asked, situation: Situation) {
  if (changedElsewhere(asked.app) !== null) return { handedIn: [], begun: [] };
  const lost = (await lostDrafts(asked.app, asked.people, situation)).map((draft) => {
    const words = say('console-need-lost', { task: taskOf(draft) });
    return need(words, draftWords(asked, draft), pathAgain(draft), say('console-draw-up-again'));
  });
  const people = (await asked.people.store.people()).filter(({ isRemoved }) => !isRemoved);
  const everybody = new Set(people.map(({ id }) => id));
  const { region } = asked.app.files;
  const isLeft = ({ authors, change }: Draft) =>
    !authors.some((author) => everybody.has(author)) &&
    may(asked.person, 'write', areaOfChange(change, region), region);
  // An author finds a draft again wherever it was left, no matter who returned it or gave other answers. The draft of somebody who
  // was removed belongs to those who may write it.
  const waiting = (await openDrafts(asked.people)).filter(
    (draft) => draft.state === 'handed-in' || draft.authors.includes(asked.person.id) || isLeft(draft),
  );
  const needOf = (draft: Draft) => {
    const { id, by, state } = draft;
    const task = taskOf(draft);
    if (isOfOtherMode(draft, situation.plan.mode))
      return need(
        say('console-need-other-mode', { mode: `${draft.mode}`, task, by }),
        draftWords(asked, draft),
        `/pruefen/${id}`,
      );
    const words =
      state !== 'handed-in' && isLeft(draft)
        ? say('console-need-left', { task, by })
        : needWords(asked, draft);
    return need(words, draftWords(asked, draft), `/pruefen/${id}`);
  };
  const { begun = [], handedIn = [] } = Object.groupBy(waiting, ({ state }) =>
    state === 'open' ? 'begun' : 'handedIn',
  );
  return { handedIn: [...lost, ...handedIn.map(needOf)], begun: begun.map(needOf) };
}

function needWords({ person }: Asked, draft: Draft): string {
  const { state, by } = draft;
  const task = taskOf(draft);
  if (state === 'returned') return say('console-need-returned', { task, by });
  if (draft.person === person.id)
    return say(state === 'open' ? 'console-need-open' : 'console-need-own', { task });
  return say(state === 'open' ? 'console-need-changed' : 'console-need-draft', { task, by });
}

const FACTS_NAMED_MAX = 4;

/** Tells a draft from others of its task: for whom it is, when it was drawn up, and what it says first. */
function draftWords(asked: Asked, { change }: Draft): string {
  const { announcement, again, ends, incident = [], facts = [], stated } = change;
  const speakers = announcement?.post_as ?? again?.speakers ?? ends?.speakers ?? facts.map(({ who }) => who);
  const names = [...new Set([speakers].flat().map(String))];
  const named = incident.filter(({ path: [field] }) => field === 'title' || field === 'cause');
  const assigned = [...facts.flatMap(({ assignments }) => assignments), ...named];
  const said = [...new Set(assigned.flatMap((one) => assignedWords(asked, one) ?? []))];
  const parts = [
    ...(names.length === 0 ? [] : [asked.named.whos(names)]),
    ...(stated === undefined ? [] : [asked.named.time(stated)]),
    ...said.slice(0, FACTS_NAMED_MAX),
    ...(said.length > FACTS_NAMED_MAX ? ['…'] : []),
  ];
  return parts.join(' · ');
}

/** The path on which a lost draft is drawn up again. */
function pathAgain({ id, kind, change: { again, facts } }: Draft): string {
  if (TASKS.some((one) => one === kind && one !== 'correction')) return `/melden/${kind}?entwurf=${id}`;
  if (again) return `/nochmal/${again.announcement}`;
  return kind === 'facts' && facts?.[0] ? `/staedte/${facts[0].who}` : '/';
}

function* needsOf(asked: Asked, situation: Situation): Generator<Markup> {
  const { named, now } = asked;
  const { plan, configuration, unapproved, unconfirmed, view, promised } = situation;
  const { broken } = configuration.state;
  /** One need for these accounts; none where there are none. */
  function* ofAccounts(
    accounts: Iterable<string>,
    words: (of: { readonly n: number; readonly names: string }) => string,
    advice: string,
    href: string,
  ) {
    const all = [...accounts];
    if (all.length > 0) yield need(words({ n: all.length, names: named.towns(all) }), advice, href);
  }
  const left = stillPublic(view.entries);
  const inState = (state: EntryState) =>
    entriesIn(situation, state).flatMap(({ account, target }) => (left.has(target ?? '') ? [] : account));

  yield* pauseNeeds(asked, view.pauses);
  for (const { words } of stoppedWords(asked, view.stopped)) yield need(words, '', '/weiter');
  for (const id of [...broken.keys()].slice(0, BROKEN_MAX)) {
    const words = say('console-need-broken', { name: named.town(id) });
    yield need(words, say('console-need-broken-advice'), `/staedte/${id}`);
  }
  if (promised !== null && promised < now) {
    const words = say('console-need-promise', { time: named.time(promised) });
    if (changeable(asked).size === 0) yield need(words, '', '/beitraege');
    else yield need(words, '', '/melden/status', say('console-task-status'));
  }
  if (unconfirmed !== null) yield confirmNeed(asked, unconfirmed);
  for (const [announcement, waiting] of unapproved) {
    const what = postsNamed(
      asked,
      waiting.map(({ intent }) => intent),
    );
    const words = say('console-need-approval', { what, n: waiting.length });
    const by = [...new Set(waiting.flatMap(({ approvals }) => approvals))];
    const advice = by.length === 0 ? '' : say('console-approved-by', { names: by.join(', ') });
    yield need(words, advice, `/pruefen/${announcement}`);
  }
  yield* stillPublicNeeds(asked, [...left.values()]);
  yield* ofAccounts(
    inState('unknown'),
    (of) => say('console-need-unknown', of),
    say('console-need-unknown-advice'),
    '/beitraege?zustand=unknown',
  );
  yield* ofAccounts(
    triedAccounts(situation),
    (of) => say('console-need-tried', of),
    say('console-need-tried-advice'),
    '/konten',
  );
  const refusal = plan.held.find(({ because }) => because === 'refused');
  yield* ofAccounts(
    inState('refused'),
    (of) => say('console-need-refused', of),
    refusal === undefined ? '' : holdAdvice(refusal, named.time),
    '/beitraege?zustand=refused',
  );
  for (const all of alike(expiredIn(situation, now), ({ announcement }) => announcement)) {
    const words = say('console-need-expired', { what: postsNamed(asked, all), n: all.length });
    yield need(words, say('console-need-expired-advice'), '/beitraege?zustand=expired');
  }
  // Posts held for a reason in `REPORTED_OTHERWISE` have a need of their own.
  const held = plan.held.filter(
    ({ because }) =>
      !REPORTED_OTHERWISE.has(because) && (because !== 'not-confirmed' || unconfirmed === null),
  );
  for (const ofOne of alike(held, ({ announcement }) => announcement))
    for (const all of byAdvice(asked, ofOne)) {
      const [words, advice] = heldWords(asked, all);
      yield need(words, advice, '/beitraege?zustand=held');
    }
  // A post that somebody has to delete by hand has a need of its own, and so has a post that is said again, until it is approved.
  const outdated = outdatedNow(situation, now).filter(
    (post) => isStillWrong(post) && !left.has(post.entry.key),
  );
  for (const [announcement, all] of Map.groupBy(outdated, ({ entry }) => entry.announcement)) {
    const what = postsNamed(
      asked,
      all.map(({ entry }) => entry),
    );
    const words = say('console-need-outdated', { what, n: all.length });
    const action = say(canTellAgain(asked, all) ? 'console-tell-again' : 'console-look');
    yield need(words, '', `/nochmal/${announcement}`, action);
  }
  for (const warning of plan.warnings) {
    const { code } = warning;
    if (code !== 'outdated-gone' && code !== 'also-wrong' && code !== 'unwatched') continue;
    const [what, advice] = warningWords(asked, warning);
    yield need(`${what}.`, advice, pathOf(asked, situation, warning));
  }
}

/** Wrong posts that the program could not delete or change, and that somebody has to delete by hand. */
function* stillPublicNeeds({ named }: Asked, failed: readonly Entry[]): Generator<Markup> {
  for (const changes of alike(failed, (one) => one.state)) {
    const [{ state, target }, ...more] = changes;
    const n = changes.length;
    const names = named.towns(changes.map(({ account }) => account));
    const words = say('console-need-still-public', { n, names });
    const one = postPath(target ?? '');
    const all = `/beitraege?zustand=${state}`;
    const advice = say('console-still-public-advice', { refused: state === 'refused' ? 'yes' : 'no', n });
    yield need(words, advice, more.length === 0 ? one : all);
  }
}

/** The path to the posts that a warning is about. */
function pathOf({ named }: Asked, { published }: Situation, warning: Warning): string {
  if ('key' in warning) return postPath(warning.key);
  if (warning.code !== 'unwatched') return '/beitraege?zu=falsch';
  const { municipality, why } = warning;
  // Those of an earlier incident, and those that are deleted, are in no list, and another body may have said what is about this one.
  const [one, ...more] =
    why === 'earlier' || why === 'deleted'
      ? []
      : published.filter((post) => post.municipality === municipality);
  if (one === undefined) return '/beitraege';
  if (more.length === 0) return postPath(one.key);
  return `/beitraege?${new URLSearchParams({ suche: named.town(municipality), zustand: 'posted' })}`;
}

function pauseNeeds({ named }: Asked, pauses: readonly Pause[]): readonly Markup[] {
  return pauses.map((one) => need(named.pause(one), '', '/weiter', say('console-resume-look')));
}

/** Whether the facts of a daily status still hold: one tap says so, for those for whom the visitor may write. */
function confirmNeed(asked: Asked, { at, municipalities }: NonNullable<Situation['unconfirmed']>): Markup {
  const { named, now, app } = asked;
  const { region } = app.files;
  const mine = changeable(asked);
  const own = municipalities.filter((id) => mine.has(id));
  const whos = own.length === region.municipalities.size ? [ALL] : own;
  const words =
    at <= now ? say('console-need-confirmed-late') : say('console-need-confirmed', { time: named.time(at) });
  const look = municipalities.length === 1 ? `/staedte/${municipalities[0]}` : '/staedte';
  return html`<li><p><strong>${words}</strong><br>${named.whos(municipalities)}</p>${link(look, say('console-look'), named.whos(municipalities))}${whos.length === 0 || whos.length > CHOICES_MAX ? '' : confirmForm(asked, whos, '/')}</li>`;
}

function need(what: string, advice: string, href: string, action = say('console-look')): Markup {
  return html`<li><p><strong>${what}</strong>${advice === '' ? '' : html`<br>${linked(advice)}`}</p>${link(href, action, what)}</li>`;
}

function townsPart({ person, app, named }: Asked): Markup {
  const mine = [...whereMay(person, 'write', app.files.region)];
  if (mine.length === 0) return '';
  const links = mine
    .slice(0, TOWNS_MAX)
    .map((id) => html`<li>${link(`/staedte/${id}`, named.town(id))}</li>`);
  const all = html`<li>${link('/staedte', say('console-towns-all', { n: mine.length }))}</li>`;
  const list = html`<ul class="towns">${links}${mine.length > TOWNS_MAX ? all : ''}</ul>`;
  return section('towns', say('console-towns'), list);
}

function morePage({ person, app }: Asked): WebAnswer {
  const all = ['konten', 'ueben', 'protokoll', 'leute', 'ich'] as const;
  const mayDecide = may(person, 'people', [], app.files.region);
  const links = all.flatMap((one) =>
    one === 'leute' && !mayDecide ? [] : linkButton('secondary', say(`console-more-${one}`), `/${one}`),
  );
  return page(
    say('console-nav-more'),
    html`<div class="stack">${links}</div><p class="kern-hint">${say('console-signed-in', { name: person.name })}</p>`,
  );
}
