import type { Change } from '../../app/changed-file.ts';
import { viewNow } from '../../app/load.ts';
import { allClear, NO_CAUSE, nextTimes, outage, restoration, status, troubles } from '../../app/tasks.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { type Mistake, operatorError } from '../../core/domain/errors.ts';
import { REACH_WAYS, type ReachWay } from '../../core/domain/facts.ts';
import { CAUSE_KINDS, factsOf } from '../../core/domain/incident.ts';
import { ALL, type Municipality, municipalitiesNamed, type Region } from '../../core/domain/municipality.ts';
import { may } from '../../core/domain/rights.ts';
import type { LedgerView } from '../../core/ledger/ledger.ts';
import { policyNow } from '../../core/planning/doubts/contradictions.ts';
import { say, spokenName } from '../../staff-words/say.ts';
import { answersSoFar, draftInputs, drawUp } from './draw-up.ts';
import { refusePassed } from './facts-form.ts';
import { html } from './html.ts';
import {
  alertBox,
  boxes,
  button,
  choices,
  type FieldNamed,
  folded,
  hintAt,
  link,
  type Option,
  radios,
  select,
  textInput,
} from './kern.ts';
import { capitalised } from './odd-words.ts';
import {
  CHOICES_MAX,
  changeable,
  configurationOf,
  goesLiveBox,
  keptForm,
  mistakesOfAnswers,
  refused,
} from './parts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';

export const TELL: readonly Route[] = [
  { method: 'get', path: '/melden/:kind', act: 'write', answer: questionsPage },
  { method: 'post', path: '/melden/:kind', act: 'write', answer: answered },
];

/** The questions of a task, and the change that the answers make. */
interface Task {
  questions(asked: Asked, configuration: Configuration, given: URLSearchParams, who: string): Markup;
  change(
    configuration: Configuration,
    given: URLSearchParams,
    who: string,
    now: number,
    view: LedgerView,
  ): Change;
}

const APPOINTMENTS = ['cancelled', 'limited', 'take-place'] as const;
type Policy = (typeof APPOINTMENTS)[number];
const DAILY = ['08:00', '10:00'] as const;

const TASKS: Readonly<Record<string, Task>> = {
  outage: {
    questions: (asked, configuration, given, who) => html`${choices(
      say('console-ask-down'),
      say('console-ask-down-hint'),
      boxes('down', ['everything', ...REACH_WAYS], given.getAll('down'), (way) =>
        way === 'everything' ? say('console-down-everything') : say('console-way', { way }),
      ),
    )}
${choices(
  say('console-ask-appointments'),
  '',
  radios('appointments', ['', ...APPOINTMENTS], given.get('appointments'), (one) =>
    one === '' ? keptWords(appointmentsOf(asked, configuration), appointmentsName) : appointmentsName(one),
  ),
)}
${nextQuestion(asked, configuration, given, who)}
${moreQuestions(asked, configuration, given)}`,
    change: (configuration, given, who, now) => {
      const down = given.getAll('down');
      return outage(
        configuration,
        {
          who,
          everything: down.includes('everything'),
          down: REACH_WAYS.filter((way): way is ReachWay => down.includes(way)),
          appointments: oneOf(APPOINTMENTS, given.get('appointments')),
          cause: oneOf([...CAUSE_KINDS, NO_CAUSE], given.get('cause')),
          title: new Map(
            titleLanguages(configuration).flatMap((language) => {
              const words = given.get(`title.${language}`)?.trim();
              return words ? [[language, words] as const] : [];
            }),
          ),
          instruction: given.get('instruction')?.trim() || null,
          nextUpdate: timeIn(given.get('next')),
        },
        now,
      );
    },
  },
  status: {
    questions: (asked, configuration, given, who) =>
      html`${choices(
        say('console-ask-when'),
        say('console-ask-when-hint'),
        radios('daily', ['', ...DAILY], given.get('daily'), (time) =>
          time === '' ? say('console-once') : say('console-daily', { time }),
        ),
      )}${nextQuestion(asked, configuration, given, who)}`,
    change: (configuration, given, who, now, view) =>
      status(
        configuration,
        view,
        { who, daily: oneOf(DAILY, given.get('daily')), nextUpdate: timeIn(given.get('next')) },
        now,
      ),
  },
  restoration: {
    questions(asked, configuration, given, who) {
      const paths = troubles(configuration, who);
      if (paths.length === 0)
        return alertBox('info', say('console-nothing-down'), say('console-nothing-down-advice'));
      const back = boxes('back', paths, given.getAll('back'), (path) => troubleName(asked, path));
      return choices(say('console-ask-back'), hintAt(asked, 'back', ''), back);
    },
    change(configuration, given, who) {
      const back = troubles(configuration, who).filter((path) => given.getAll('back').includes(path));
      if (back.length === 0)
        throw operatorError(given.has('back') ? 'nothing-chosen.back' : 'nothing-chosen');
      return restoration(configuration, { who, back });
    },
  },
  'all-clear': {
    questions: () => alertBox('info', say('console-all-clear-means'), say('console-all-clear-advice')),
    change: (configuration, _given, who, now, view) => allClear(configuration, view, who, now),
  },
};

/** Cause and title hold for everybody: only those are asked who may change them. */
function moreQuestions(asked: Asked, configuration: Configuration, given: URLSearchParams): Markup {
  const { state } = configuration;
  const instruction = textInput(
    'instruction',
    say('console-ask-instruction'),
    hintAt(asked, 'instruction', say('console-ask-instruction-hint')),
    given.get('instruction'),
  );
  if (!mayWriteForAll(asked)) return instruction;
  const { cause, phase } = state.incident;
  const said = cause?.public && phase !== 'resolved' ? cause.kind : null;
  const causeWords = (cause: string) => say('console-cause', { cause });
  const offered = ['', ...CAUSE_KINDS, ...(said === null ? [] : [NO_CAUSE])];
  const causes = radios('cause', offered, given.get('cause'), (one) =>
    one === '' ? keptWords([said], causeWords) : causeWords(one),
  );
  const titles = titleLanguages(configuration).map((language) => {
    const name = `title.${language}`;
    const title = state.incident.title[language];
    const hint = hintAt(asked, name, title === undefined ? '' : say('console-ask-title-hint', { title }));
    return textInput(name, say('console-ask-title', { language }), hint, given.get(name));
  });
  const isGiven = [...given].some(
    ([name, value]) => value !== '' && /^(?:instruction|cause|title\.)/.test(name),
  );
  return folded(
    say('console-ask-more'),
    html`${choices(say('console-ask-cause'), say('console-ask-cause-hint'), causes)}${titles}${instruction}`,
    isGiven,
  );
}

/** Languages in which the incident has a title, and those in which somebody posts: without one nothing is said there. */
function titleLanguages({ region, state }: Configuration): readonly string[] {
  const spoken = [...region.accounts.values()].flatMap(({ languages }) => languages);
  return [...new Set([...Object.keys(state.incident.title), ...spoken])];
}

/** Words the value that is kept if nobody chooses another; several are not named. Thousands of towns may have the same. */
function keptWords<Known>(known: Iterable<Known | null>, wordsOf: (one: Known) => string): string {
  const different = [...new Set(known)].map((one) => (one === null ? null : wordsOf(one)));
  const [first = null, ...others] = new Set(different);
  if (first === null && others.length === 0) return say('console-say-nothing');
  return say('console-kept', { what: first === null || others.length > 0 ? 'none' : first });
}

/** Those for whom the visitor may write: a page without a script does not know which of them is chosen later. */
function mineIn(asked: Asked, { municipalities }: Region): readonly Municipality[] {
  const mine = changeable(asked);
  return [...municipalities.values()].filter(({ id }) => mine.has(id));
}

/** Returns the appointment policies of the municipalities for which the visitor may write. */
function appointmentsOf(
  asked: Asked,
  { region, state, settings }: Configuration,
): readonly (Policy | null)[] {
  return mineIn(asked, region).map((town) =>
    oneOf(APPOINTMENTS, policyNow(factsOf(region, state, town), settings.zone, asked.now)),
  );
}

function appointmentsName(policy: Policy): string {
  return say(`console-appointments-${policy}`);
}

/** Everybody, and groups, that the visitor may write for here. */
export function speakersFor(asked: Asked): readonly Option[] {
  const { app, named } = asked;
  const { region } = app.files;
  const mine = changeable(asked);
  return [ALL, ...region.groups.keys()].flatMap((who) => {
    const meant = municipalitiesNamed(region, who);
    const isMine = meant.length > 0 && meant.every(({ id }) => mine.has(id));
    return isMine ? { value: who, words: named.who(who) } : [];
  });
}

/** Groups and districts first, then single towns: those that the visitor may write for. */
function whoQuestion(asked: Asked, chosen: string): Markup {
  const { named } = asked;
  const mine = [...changeable(asked)];
  const isLong = mine.length > CHOICES_MAX;
  const single = isLong ? mine.filter((id) => id === chosen) : mine;
  const options = [...speakersFor(asked), ...single.map((id) => ({ value: id, words: named.town(id) }))];
  const others = html`<p class="kern-hint">${link('/staedte', say('console-ask-who-others'))}</p>`;
  return html`${select('who', say('console-ask-who'), hintAt(asked, 'who', ''), options, chosen, ' kern-label--large')}${isLong ? others : ''}`;
}

function nextQuestion(
  asked: Asked,
  configuration: Configuration,
  given: URLSearchParams,
  who: string,
): Markup {
  const { now, named } = asked;
  const { region, state } = configuration;
  const offered = nextTimes(configuration, now);
  const answered = timeIn(given.get('next'));
  // A draft, or a form that was left open for long, has a time that is no longer offered.
  const others = answered === null || answered <= now ? [] : [answered];
  const times = [...new Set([...offered, ...others])].sort((a, b) => a - b).map(String);
  /** The time that the file has for each, where it is yet to come. */
  const known = new Map(
    mineIn(asked, region).map((town) => {
      const { nextUpdate } = factsOf(region, state, town);
      return [town.id, nextUpdate !== null && nextUpdate > now ? nextUpdate : null];
    }),
  );
  // A promise keeps people from asking: two hours ahead is chosen unless staff chose or choose otherwise, also where only some have one.
  const meant = municipalitiesNamed(region, who);
  const isPromised = meant.length > 0 && meant.every(({ id }) => known.get(id) != null);
  const unasked = isPromised ? '' : String(offered[1] ?? '');
  const chosen = ['', ...times].find((one) => one === given.get('next')) ?? unasked;
  const kept = keptWords(known.values(), named.time);
  const words = (one: string) => (one === '' ? kept : named.timeOfDay(Number(one)));
  return choices(
    say('console-ask-next'),
    hintAt(asked, 'next', ''),
    radios('next', [...times, ''], chosen, words),
  );
}

function troubleName({ app }: Asked, path: string): string {
  const [kind, id = ''] = path.split('.');
  if (kind === 'reach') return say('console-way', { way: id });
  const service = app.files.services.get(id);
  return service ? spokenName(service.name) : id;
}

async function questionsPage(asked: Asked): Promise<WebAnswer> {
  const answers = await answersSoFar(asked);
  const who = asked.query.get('who');
  // Another speaker was chosen for the draft.
  if (who !== null) answers?.set('who', who);
  return questions(asked, answers ?? asked.query, '', 200);
}

/** `given`: the answers so far; `notice`: what is wrong with them. */
function questions(asked: Asked, given: URLSearchParams, notice: Markup, status: 200 | 400): WebAnswer {
  const { params, path } = asked;
  const task = taskNamed(params.kind);
  const configuration = configurationOf(asked);
  const who = given.get('who') ?? firstWho(asked);
  const goesLive = configuration.state.incident.mode === 'draft' && params.kind === 'outage';
  const go = button('primary', say('console-to-review'));
  // Without a script the button also leads to the questions about somebody else.
  const isEmpty = asksNothing(params.kind, configuration, who);
  const inside = html`${draftInputs(given)}
${whoQuestion(asked, who)}
${task.questions(asked, configuration, given, who)}
${isEmpty ? html`<noscript>${go}</noscript>` : go}`;
  return page(
    capitalised(say('console-kind', { kind: params.kind ?? '' })),
    html`${notice}${goesLive ? (mayWriteForAll(asked) ? goesLiveBox(asked) : alertBox('warning', say('console-live-all'), say('console-live-all-advice'))) : ''}${keptForm(asked, path, inside)}`,
    status,
  );
}

/** Whether nothing can be reported back, because nothing is down. */
function asksNothing(kind: string | undefined, configuration: Configuration, who: string): boolean {
  return kind === 'restoration' && troubles(configuration, who).length === 0;
}

/** The widest that the visitor may write for. */
function firstWho(asked: Asked): string {
  const { region } = asked.app.files;
  const [first, ...others] = changeable(asked);
  return first === undefined || 1 + others.length === region.municipalities.size ? ALL : first;
}

function taskNamed(kind: string | undefined): Task {
  const task = kind === undefined || !Object.hasOwn(TASKS, kind) ? undefined : TASKS[kind];
  if (task) return task;
  throw operatorError('no-page');
}

/** The question whose answer a mistake is about. */
function questionOf({ code, path }: Mistake, isBackAsked: boolean): FieldNamed | null {
  if (code === 'not-your-town') return { name: 'who', words: say('console-ask-who') };
  if (code === 'nothing-chosen') return isBackAsked ? { name: 'back', words: say('console-ask-back') } : null;
  if (code === 'odd-time') return { name: 'next', words: say('console-ask-next') };
  if (path?.[0] === 'incident' && path[1] === 'title')
    return {
      name: path.slice(1).join('.'),
      words: say('console-ask-title', { language: String(path[2] ?? 'none') }),
    };
  return path?.[0] === 'facts' && path[2] === 'instruction'
    ? { name: 'instruction', words: say('console-ask-instruction') }
    : null;
}

async function answered(asked: Asked): Promise<WebAnswer> {
  const { params, form, now } = asked;
  const task = taskNamed(params.kind);
  const configuration = configurationOf(asked);
  try {
    const who = mayWriteFor(asked, form.get('who') ?? '');
    refusePassed('next_update', timeIn(form.get('next')), now);
    const view = await viewNow(asked.app, configuration);
    return await drawUp(asked, params.kind ?? '', task.change(configuration, form, who, now, view));
  } catch (error) {
    const isBackAsked = !asksNothing(params.kind, configuration, form.get('who') ?? '');
    const again = refused(asked, mistakesOfAnswers(error), (one) => questionOf(one, isBackAsked));
    return questions(again.asked, form, again.notice, 400);
  }
}

/** The word, if the visitor may write for every body that it names. Throws `not-your-town`. */
export function mayWriteFor({ person, app }: Asked, who: string): string {
  const { region } = app.files;
  const meant = municipalitiesNamed(region, who).map(({ id }) => id);
  if (meant.length > 0 && may(person, 'write', meant, region)) return who;
  throw operatorError('not-your-town');
}

/** Whether the visitor may change what holds for everybody. */
export function mayWriteForAll({ person, app }: Asked): boolean {
  const { region } = app.files;
  return may(person, 'write', [...region.municipalities.keys()], region);
}

function oneOf<Value extends string>(all: readonly Value[], written: string | null): Value | null {
  return all.find((one) => one === written) ?? null;
}

function timeIn(written: string | null): number | null {
  return written === null || !/^\d{13}$/.test(written) ? null : Number(written);
}
