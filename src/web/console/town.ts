import { html } from 'hono/html';
import type { Change } from '../../app/changed-file.ts';
import { prepare } from '../../app/changes.ts';
import { type FactRight, factsRight } from '../../app/fact-changes.ts';
import { type FactNow, factsNowOf, factsWrittenFor } from '../../app/facts.ts';
import { save } from '../../app/people/publish.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { isMistake, mistake, OperatorError, operatorError } from '../../core/domain/errors.ts';
import { SERVICE_STATUSES } from '../../core/domain/facts.ts';
import { ALL, municipalitiesNamed } from '../../core/domain/municipality.ts';
import { may } from '../../core/domain/rights.ts';
import type { Outdated } from '../../core/planning/outdated.ts';
import { names, say, spoken, spokenName } from '../../staff-words/say.ts';
import { changedMarkup } from './changed-since.ts';
import { drawUp, whileOthersWrite } from './draw-up.ts';
import {
  factField,
  factInFull,
  factSwitch,
  factsChangedIn,
  formGroups,
  groupName,
  valuesOf,
  withBlanks,
  writtenFact,
} from './facts-form.ts';
import {
  alertBox,
  button,
  checkbox,
  choices,
  fieldset,
  folded,
  hidden,
  hiddenInputs,
  link,
  radios,
  select,
  textInput,
} from './kern.ts';
import { CHOICES_MAX, configurationOf, keptForm, mistakesFolded, mistakesOf } from './parts.ts';
import { type Asked, type Markup, page, type Route, seeDone, type WebAnswer } from './route.ts';
import { confirmForm, TASKS } from './situation.ts';
import { mayWriteFor } from './tell.ts';
import { outdatedMarkup } from './tell-again.ts';

export const TOWN: readonly Route[] = [
  { method: 'get', path: '/staedte/:id', act: 'look', answer: townPage },
  { method: 'post', path: '/staedte/:id', act: 'write', answer: change },
];

/** Contacts that every language has a name for. */
const CONTACTS = ['hotline', 'emergency', 'desk', 'page'] as const;

/** A municipality with its facts of today; or `all` or a group, with what is written for all of them together. */
interface Town {
  readonly configuration: Configuration;
  readonly id: string;
  readonly name: string;
  /** The language in which free words are written. */
  readonly language: string;
  readonly members: readonly string[];
  readonly facts: readonly FactNow[];
}

/** Throws `no-page` where nobody is called so. */
function townOf({ params, named }: Asked, configuration: Configuration): Town {
  const { region } = configuration;
  const id = params.id ?? '';
  const isOne = region.municipalities.has(id);
  const all = isOne || id === ALL || region.groups.has(id) ? (municipalitiesNamed(region, id) ?? []) : [];
  const [first] = all;
  if (first === undefined) throw operatorError(mistake('no-page'));
  return {
    ...{ configuration, id, members: all.map((one) => one.id), language: first.languages[0] },
    name: named.who(id),
    facts: isOne ? factsNowOf(configuration, first) : factsWrittenFor(configuration, id),
  };
}

function townPage(asked: Asked): WebAnswer {
  const known = townOf(asked, configurationOf(asked));
  return page(known.name, townForm(asked, known, null));
}

/** `given`: the answers so far. */
function townForm(asked: Asked, known: Town, given: URLSearchParams | null): Markup {
  const { configuration, id, members, language, facts } = known;
  const { named, path } = asked;
  const isMine = may(asked.person, 'write', members, configuration.region);
  const confirmed = facts.find((fact) => fact.path === 'confirmed');
  const broken = configuration.state.broken.get(id) ?? [];
  const groups = new Map(formGroups(withBlanks(facts, language)));
  if (!groups.has('services')) groups.set('services', []);
  const added: Readonly<Record<string, Markup>> = {
    services: newService(asked, known, given),
    instruction: ownWords(known, given),
  };
  const fieldsets = [...groups].map(([name, all]) => {
    const fields = all.map((fact) => {
      const isSwitch = /^(?:reach|services)\.|^appointments\.policy$/.test(fact.path) && valuesOf(fact.path);
      return (isSwitch ? factSwitch : factField)(asked, fact, given, sourceWords(asked, known, fact.path));
    });
    return fieldset(groupName(asked, name, all), html`${fields}${added[name] ?? ''}`);
  });
  const brokenBox = alertBox(
    'danger',
    say('console-need-broken', { name: known.name }),
    say('console-need-broken-advice'),
  );
  return html`${broken.length === 0 ? '' : html`${brokenBox}${mistakesFolded(asked, broken)}`}
<p class="kern-body">${confirmed === undefined ? say('console-never-confirmed') : say('console-confirmed', { time: named.time(Number(confirmed.value)) })}</p>
${members.length === 1 ? '' : html`<p class="kern-hint">${say('console-group-means', { n: members.length })}</p>`}
${isMine ? confirmForm([id], path) : ''}
${isMine && configuration.region.municipalities.size > CHOICES_MAX ? tellLinks(known) : ''}
${keptForm(
  asked,
  path,
  html`${hidden('seen', seenOf(known))}${hidden('at', asked.now)}
${fieldsets}
${newContact(asked, known, given)}
${isMine ? button('primary', say('console-save')) : ''}`,
)}`;
}

/** Links to speak for this town: shown where a list of all towns would be too long to choose from. */
function tellLinks({ id }: Town): Markup {
  const kinds = TASKS.filter((task) => task !== 'correction');
  return html`<ul class="towns">${kinds.map((kind) => html`<li>${link(`/melden/${kind}?who=${id}`, say(`console-task-${kind}`))}</li>`)}</ul>`;
}

/** Says where a fact comes from; nothing for the municipality's own. */
function sourceWords({ named }: Asked, { id, facts }: Town, path: string): string {
  const fact = facts.find((one) => one.path === path);
  if (fact === undefined || (fact.from === id && !fact.prepared)) return '';
  if (fact.prepared) return say('console-from-prepared');
  if (fact.from === 'incident' || fact.from === ALL) return say('console-from-all');
  return say('console-from', { name: named.who(fact.from) });
}

/** In place of the instruction that there is. */
function ownWords({ facts }: Town, given: URLSearchParams | null): Markup {
  if (!facts.some(({ path }) => path === 'instruction.say')) return '';
  const words = given?.get('new-instruction') ?? '';
  return textInput('new-instruction', say('console-own-words'), say('console-own-words-hint'), words);
}

function newService({ app }: Asked, { facts }: Town, given: URLSearchParams | null): Markup {
  const others = [...app.files.services.values()].filter(
    ({ id }) => !facts.some(({ path }) => path === `services.${id}` || path.startsWith(`services.${id}.`)),
  );
  const options = [
    { value: '', words: say('console-none') },
    ...others.map(({ id, name }) => ({ value: id, words: spokenName(name) })),
  ];
  const chosen = given?.get('new-service') ?? '';
  const statuses = radios(
    'new-status',
    SERVICE_STATUSES,
    given?.get('new-status') ?? 'unavailable',
    (status) => say('console-status', { status }),
  );
  return folded(
    say('console-new-service'),
    html`${select('new-service', say('console-service'), '', options, chosen)}
${choices(say('console-service-status'), '', statuses)}`,
    chosen !== '',
  );
}

function newContact({ app }: Asked, { facts }: Town, given: URLSearchParams | null): Markup {
  const free = CONTACTS.filter((id) => !facts.some(({ path }) => path.startsWith(`contacts.${id}.`)));
  if (free.length === 0) return '';
  const catalogue = app.files.messages.catalogues.get(spoken());
  const options = free.map((id) => ({
    value: id,
    words: catalogue?.word('contact-name', { contact: id }) ?? id,
  }));
  const of = (name: string) => given?.get(name) ?? '';
  return html`<details class="card"${of('new-phone') ? html` open` : ''}><summary class="kern-link">${say('console-new-contact')}</summary>
${select('new-contact', say('console-contact'), '', options, of('new-contact'))}
${textInput('new-phone', say('console-fact', { detail: 'phone', language: 'none' }), '', of('new-phone'), 'tel')}
${checkbox('new-called', 'yes', say('console-called'), of('new-called') !== '')}
${textInput('new-hours', say('console-fact', { detail: 'hours', language: 'none' }), say('console-hours-hint'), of('new-hours'))}</details>`;
}

/** The facts that the form adds. */
function addedIn({ language, facts }: Town, form: URLSearchParams, person: string): readonly FactRight[] {
  const words = form.get('new-instruction')?.trim() ?? '';
  const earlier = facts.filter(({ path }) => path.startsWith('instruction.'));
  const [service, status] = [form.get('new-service') ?? '', form.get('new-status') ?? ''];
  const [contact, phone] = [form.get('new-contact') ?? '', form.get('new-phone')?.trim() ?? ''];
  const hours = form.get('new-hours')?.trim() ?? '';
  const fact = (path: string, value: string) => ({ path, value, isInstant: false });
  return [
    ...(words === ''
      ? []
      : [...earlier.map((one) => ({ ...one, value: null })), fact(`instruction.${language}`, words)]),
    ...(service === '' ? [] : [fact(`services.${service}`, status)]),
    ...(phone === '' ? [] : [fact(`contacts.${contact}.phone`, phone)]),
    ...(phone === '' || hours === '' ? [] : [fact(`contacts.${contact}.hours`, hours)]),
    ...(phone === '' || form.get('new-called') !== 'yes'
      ? []
      : [fact(`contacts.${contact}.verified_by`, person)]),
  ];
}

/** The facts as the page shows them: a change is refused where they are others by then. */
function seenOf({ configuration, facts }: Town): string {
  const known = facts.filter(({ path }) => path !== 'confirmed');
  return new URLSearchParams(
    known.map((fact): [string, string] => [fact.path, writtenFact(configuration, fact)]),
  ).toString();
}

async function change(asked: Asked): Promise<WebAnswer> {
  const known = townOf(asked, configurationOf(asked));
  mayWriteFor(asked, known.id);
  try {
    return await whileOthersWrite(asked, changeNow);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const status = isMistake(error, 'changed-meanwhile') ? 409 : 400;
    return formAgain(asked, known, status, mistakesOf(asked, error.mistakes), asked.form);
  }
}

function formAgain(
  asked: Asked,
  known: Town,
  status: 400 | 409,
  notice: Markup,
  given: URLSearchParams,
): WebAnswer {
  return page(known.name, html`${notice}${townForm(asked, known, given)}`, status);
}

async function changeNow(asked: Asked): Promise<WebAnswer> {
  const { form, person, app } = asked;
  const configuration = configurationOf(asked);
  const known = townOf(asked, configuration);
  const { id, name, language, facts } = known;
  mayWriteFor(asked, id);
  if (form.get('seen') !== seenOf(known))
    return formAgain(asked, known, 409, await changedMeanwhile(asked, known), changedOnly(form));
  const shown = withBlanks(facts, language);
  const right = [
    ...factsChangedIn(configuration, shown, form, person.name),
    ...addedIn(known, form, person.name),
  ];
  if (right.length === 0) throw operatorError(mistake('nothing-chosen.facts'));
  const asFacts: Change = { facts: factsRight(facts, id, id, right).facts };
  if (form.get('do') === 'tell') return drawUp(asked, 'facts', { ...asFacts, tell: true });
  const prepared = await prepare(app, asFacts, false);
  const outdated = prepared.plan.outdated.filter(({ superseded }) => !superseded);
  if (outdated.length > 0 && form.get('do') !== 'save') return page(name, tellBody(asked, outdated));
  if (prepared.asks) return drawUp(asked, 'facts', asFacts);
  await save(asked, prepared, id);
  return saved(asked, known, right, outdated);
}

/** Published posts that the change makes wrong: they are said again, or staff decide that they stay. */
function tellBody(asked: Asked, outdated: readonly Outdated[]): Markup {
  const inside = html`${hiddenInputs(asked.form)}
${button('primary', say('console-tell-again-review'), 'do', 'tell')}
${button('secondary', say('console-save-only'), 'do', 'save')}`;
  return html`<p class="kern-body kern-body--large">${say('console-makes-outdated', { n: outdated.length })}</p>
${keptForm(asked, asked.path, inside)}
${outdatedMarkup(asked, outdated)}`;
}

const FACTS_MAX = 6;

/**
 * Nothing is published by it, so nobody has to read anything. Words that somebody wrote wait for the person who approves
 * the next text. Says how many published posts are wrong now, and leads to the page on which they are said again.
 */
function saved(
  asked: Asked,
  { name, facts }: Town,
  right: readonly FactRight[],
  outdated: readonly Outdated[],
): WebAnswer {
  const what = new Set(right.map(({ path }) => factInFull(asked, path, facts)));
  const title = say('console-done-saved', { name, what: names([...what], FACTS_MAX) });
  const [first, ...others] = new Set(outdated.map(({ entry }) => entry.announcement));
  if (first === undefined) return seeDone(asked.path, title, say('console-done-nothing'));
  const path = others.length === 0 ? `/nochmal/${first}` : '/';
  const words = say('console-tell-again');
  return seeDone(asked.path, title, say('console-done-outdated', { n: outdated.length }), { path, words });
}

/** The answers that somebody changed; everything else is shown as it is now. */
function changedOnly(form: URLSearchParams): URLSearchParams {
  const seen = new URLSearchParams(form.get('seen') ?? '');
  return new URLSearchParams([...form].filter(([name, value]) => value !== (seen.get(name) ?? '')));
}

/** Says who changed what since the page was shown. */
async function changedMeanwhile(asked: Asked, known: Town): Promise<Markup> {
  const { id, facts } = known;
  const seen = new URLSearchParams(asked.form.get('seen') ?? '');
  const now = new URLSearchParams(seenOf(known));
  const paths = [...new Set([...seen.keys(), ...now.keys()])].filter(
    (path) => seen.get(path) !== now.get(path),
  );
  const changed = paths.map((path) => {
    const fact = facts.find((one) => one.path === path) ?? { path, value: null, isInstant: false };
    return { ...fact, before: '' };
  });
  const of = { whos: [id], since: Number(asked.form.get('at')) || 0 };
  return changedMarkup(asked, of, changed, facts, say('console-changed-by-advice'));
}
