import { html } from 'hono/html';
import type { Change } from '../../app/changed-file.ts';
import { prepare } from '../../app/changes.ts';
import { draftNamed } from '../../app/people/drafts.ts';
import { save } from '../../app/people/publish.ts';
import { allClear, confirmation, nextTimes, outage, restoration, status, troubles } from '../../app/tasks.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import { REACH_WAYS, type ReachWay } from '../../core/domain/facts.ts';
import type { Localized } from '../../core/domain/language.ts';
import { ALL, municipalitiesNamed, type Region } from '../../core/domain/municipality.ts';
import { may, whereMay } from '../../core/domain/rights.ts';
import { localized, names, say } from '../../staff-words/say.ts';
import { drawUp } from './draw-up.ts';
import {
  alertBox,
  button,
  CHOICES_MAX,
  chip,
  choices,
  configurationOf,
  textInput,
  timeOfDay,
  townName,
} from './parts.ts';
import { type Answer, type Asked, localPath, type Markup, type Route } from './route.ts';

export const TELL: readonly Route[] = [
  { method: 'get', path: '/melden/:kind', act: 'write', answer: questionsPage },
  { method: 'post', path: '/melden/:kind', act: 'write', answer: answered },
  { method: 'post', path: '/bestaetigen', act: 'write', answer: confirm },
];

/** The questions of a task, and the change that the answers make. */
interface Task {
  questions(asked: Asked, configuration: Configuration, given: URLSearchParams, who: string): Markup;
  change(configuration: Configuration, given: URLSearchParams, who: string, now: number): Change;
}

const CAUSES = ['cyberattack', 'technical-fault', 'power-outage', 'network-outage'] as const;
const APPOINTMENTS = ['cancelled', 'limited', 'take-place'] as const;
const DAILY = ['08:00', '10:00'] as const;

const TASKS: Readonly<Record<string, Task>> = {
  outage: {
    questions: (asked, configuration, given) => html`${choices(
      say('console-ask-down'),
      say('console-ask-down-hint'),
      [
        chip(
          'checkbox',
          'down',
          'everything',
          say('console-down-everything'),
          given.getAll('down').includes('everything'),
        ),
        ...REACH_WAYS.map((way) =>
          chip('checkbox', 'down', way, say('console-way', { way }), given.getAll('down').includes(way)),
        ),
      ],
    )}
${choices(
  say('console-ask-appointments'),
  '',
  radios('appointments', ['', ...APPOINTMENTS], given, (one) =>
    say(one === '' ? 'console-say-nothing' : `console-appointments-${one as (typeof APPOINTMENTS)[number]}`),
  ),
)}
${nextQuestion(asked, configuration, given)}
<details${given.get('instruction') || given.get('cause') ? html` open` : ''}><summary class="kern-link">${say('console-ask-more')}</summary>
${choices(
  say('console-ask-cause'),
  say('console-ask-cause-hint'),
  radios('cause', ['', ...CAUSES], given, (one) =>
    say(one === '' ? 'console-say-nothing' : `console-cause-${one as (typeof CAUSES)[number]}`),
  ),
)}
${textInput('instruction', say('console-ask-instruction'), say('console-ask-instruction-hint'), given.get('instruction') ?? '')}</details>`,
    change: (configuration, given, who, now) => {
      const down = given.getAll('down');
      return outage(
        configuration,
        {
          who,
          everything: down.includes('everything'),
          down: REACH_WAYS.filter((way): way is ReachWay => down.includes(way)),
          appointments: oneOf(APPOINTMENTS, given.get('appointments')),
          cause: oneOf(CAUSES, given.get('cause')),
          instruction: given.get('instruction')?.trim() || null,
          nextUpdate: timeIn(given.get('next')),
        },
        now,
      );
    },
  },
  status: {
    questions: (asked, configuration, given) =>
      html`${choices(
        say('console-ask-when'),
        say('console-ask-when-hint'),
        radios('daily', ['', ...DAILY], given, (time) =>
          time === '' ? say('console-once') : say('console-daily', { time }),
        ),
      )}${nextQuestion(asked, configuration, given)}`,
    change: (_, given, who) =>
      status({ who, daily: oneOf(DAILY, given.get('daily')), nextUpdate: timeIn(given.get('next')) }),
  },
  restoration: {
    questions(asked, configuration, given, who) {
      const paths = troubles(configuration, who);
      if (paths.length === 0)
        return alertBox('info', say('console-nothing-down'), say('console-nothing-down-advice'));
      return choices(
        say('console-ask-back'),
        '',
        paths.map((path) =>
          chip('checkbox', 'back', path, troubleName(asked, path), given.getAll('back').includes(path)),
        ),
      );
    },
    change(configuration, given, who) {
      const back = troubles(configuration, who).filter((path) => given.getAll('back').includes(path));
      if (back.length === 0) throw operatorError(mistake('nothing-chosen'));
      return restoration(configuration, { who, back });
    },
  },
  'all-clear': {
    questions: () => alertBox('info', say('console-all-clear-means'), say('console-all-clear-advice')),
    change: (configuration, _, who) => allClear(configuration, who),
  },
};

/** Groups and districts first, then single towns: those that the visitor may write for. */
function whoQuestion({ visitor, app }: Asked, chosen: string): Markup {
  const { region } = app.files;
  const mine = whereMay(visitor.person, 'write', region);
  const mayFor = (who: string) => {
    const meant = municipalitiesNamed(region, who) ?? [];
    return meant.length > 0 && meant.every(({ id }) => mine.has(id));
  };
  const wide = [
    ...(mayFor(ALL) ? [{ who: ALL, name: say('console-everybody', { n: region.municipalities.size }) }] : []),
    ...[...region.groups.values()]
      .filter(({ id }) => mayFor(id))
      .map(({ id, name, members }) => ({ who: id, name: groupName(region, name, members) })),
  ];
  const all = [...region.municipalities.keys()].filter((id) => mine.has(id));
  const isLong = all.length > CHOICES_MAX;
  const single = isLong ? all.filter((id) => id === chosen) : all;
  const others = html`<p class="kern-hint"><a class="kern-link" href="/staedte">${say('console-ask-who-others')}</a></p>`;
  const option = (who: string, name: string) =>
    html`<option value="${who}"${who === chosen ? html` selected` : ''}>${name}</option>`;
  return html`<div class="kern-form-input"><label class="kern-label kern-label--large" for="who">${say('console-ask-who')}</label><div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="who" name="who">${wide.map(({ who, name }) => option(who, name))}${single.map((id) => option(id, townName({ region }, id)))}</select></div></div>${isLong ? others : ''}`;
}

/** Several districts have `die Rathäuser im Kreis`: the district tells them apart. */
function groupName(region: Region, name: Localized, members: readonly string[]): string {
  const districts = new Set(members.map((id) => region.municipalities.get(id)?.partOf ?? null));
  const [district] = districts;
  return districts.size === 1 && district
    ? `${localized(name)} (${townName({ region }, district)})`
    : localized(name);
}

function nextQuestion(asked: Asked, configuration: Configuration, given: URLSearchParams): Markup {
  const times = nextTimes(configuration, asked.now).map(String);
  // A promise keeps people from asking: two hours ahead is chosen unless staff choose otherwise.
  const chosen = given.has('next') ? given : new URLSearchParams({ next: times[1] ?? '' });
  return choices(
    say('console-ask-next'),
    '',
    radios('next', [...times, ''], chosen, (one) =>
      one === '' ? say('console-say-nothing') : timeOfDay(asked, Number(one)),
    ),
  );
}

function radios(
  name: string,
  values: readonly string[],
  given: URLSearchParams,
  words: (value: string) => string,
): readonly Markup[] {
  const chosen = given.get(name) ?? values[0];
  return values.map((value) => chip('radio', name, value, words(value), value === chosen));
}

function troubleName({ app }: Asked, path: string): string {
  const [kind, id = ''] = path.split('.');
  if (kind === 'reach') return say('console-way', { way: id });
  const service = app.files.services.get(id);
  return service ? localized(service.name) : id;
}

async function questionsPage(asked: Asked): Promise<Answer> {
  const { params, query, visitor, app, desk } = asked;
  const task = taskNamed(params.kind);
  const title = say('console-kind', { kind: params.kind ?? '' });
  const configuration = configurationOf(asked);
  const draft = query.has('entwurf') ? await draftNamed(desk, query.get('entwurf') ?? '') : null;
  const given = draft === null ? query : new URLSearchParams(draft.fields);
  const first = firstWho(asked);
  const who = given.get('who') ?? first;
  const { mode } = configuration.state.incident;
  const note =
    mode === 'draft' && params.kind === 'outage'
      ? alertBox(
          'warning',
          say('console-goes-live'),
          say('console-goes-live-advice', { sandbox: app.files.settings.sandbox ? 'yes' : 'no' }),
        )
      : '';
  return {
    kind: 'page',
    title,
    body: html`${note}<form method="post" action="/melden/${params.kind}" class="stack" data-keep="${visitor.person.id}">
${draft === null ? '' : html`<input type="hidden" name="entwurf" value="${draft.id}"><input type="hidden" name="version" value="${draft.version}">`}
${whoQuestion(asked, who)}
${task.questions(asked, configuration, given, who)}
${button('primary', say('console-to-review'))}</form>`,
  };
}

/** The widest that the visitor may write for. */
function firstWho({ visitor, app }: Asked): string {
  const { region } = app.files;
  const all = [...region.municipalities.keys()];
  const mine = whereMay(visitor.person, 'write', region);
  return all.every((id) => mine.has(id)) ? ALL : (all.find((id) => mine.has(id)) ?? ALL);
}

function taskNamed(kind: string | undefined): Task {
  const task = kind === undefined || !Object.hasOwn(TASKS, kind) ? undefined : TASKS[kind];
  if (task) return task;
  throw operatorError(mistake('no-page'));
}

async function answered(asked: Asked): Promise<Answer> {
  const { params, form, now } = asked;
  const task = taskNamed(params.kind);
  const configuration = configurationOf(asked);
  const who = mayWriteFor(asked, form.get('who') ?? '');
  const change = task.change(configuration, form, who, now);
  return drawUp(asked, params.kind ?? '', change);
}

/** The word, if the visitor may write for everyone whom it names. Throws `not-allowed`. */
export function mayWriteFor({ visitor, app }: Asked, who: string): string {
  const { region } = app.files;
  const meant = municipalitiesNamed(region, who) ?? [];
  if (
    meant.length > 0 &&
    may(
      visitor.person,
      'write',
      meant.map(({ id }) => id),
      region,
    )
  )
    return who;
  throw operatorError(mistake('not-your-town'));
}

const WHOSE_MAX = 4;

/** `alle 74 Kommunen`, `Rathäuser im Kreis (Kreis Olpe), Stadt Hemer`: whose facts these are, by their names. */
export function whoseNames(region: Region, whos: readonly string[]): string {
  const named = whos.map((who) => {
    const group = region.groups.get(who);
    if (who === ALL) return say('console-everybody', { n: region.municipalities.size });
    return group ? groupName(region, group.name, group.members) : townName({ region }, who);
  });
  return names(named, WHOSE_MAX);
}

/** `Stimmt noch`: nothing is asked, because nothing is published by it that was not. */
async function confirm(asked: Asked): Promise<Answer> {
  const { app, desk, form } = asked;
  const configuration = configurationOf(asked);
  const whos = form.getAll('who').map((who) => mayWriteFor(asked, who));
  if (whos.length === 0) throw operatorError(mistake('nothing-chosen'));
  const change = confirmation(configuration, whos);
  const prepared = await prepare(app, change);
  if (prepared.asks) return drawUp(asked, 'facts', change);
  await save(app, desk.people, asked.visitor.person, prepared, whos.join(', '));
  const done = {
    title: say('console-done-confirmed', { names: whoseNames(app.files.region, whos) }),
    body: say('console-done-nothing'),
    link: null,
  };
  return { kind: 'see', path: localPath(form.get('nach')), done };
}

function oneOf<Value extends string>(all: readonly Value[], written: string | null): Value | null {
  return all.find((one) => one === written) ?? null;
}

function timeIn(written: string | null): number | null {
  return written === null || !/^\d{10,16}$/.test(written) ? null : Number(written);
}
