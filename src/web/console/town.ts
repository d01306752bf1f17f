import type { Change } from '../../app/changed-file.ts';
import { prepare } from '../../app/changes.ts';
import { type FactRight, factsRight, unitOf } from '../../app/fact-changes.ts';
import { type Fact, type FactNow, factsToday } from '../../app/facts.ts';
import { save } from '../../app/people/publish.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { isMistake, operatorError } from '../../core/domain/errors.ts';
import { ALL, type Municipality, municipalitiesNamed } from '../../core/domain/municipality.ts';
import type { Outdated } from '../../core/planning/outdated.ts';
import { languageName, names, say, spokenName } from '../../staff-words/say.ts';
import { changedSinceShown, saidSinceShown, seenOf } from './changed-since.ts';
import { confirmForm } from './confirm.ts';
import { answerWhileOthersWrite, drawUp } from './draw-up.ts';
import {
  changedOnly,
  factField,
  factFieldOf,
  factInFull,
  factSwitch,
  factsChangedIn,
  formGroups,
  groupName,
  valuesOf,
  withBlanks,
} from './facts-form.ts';
import { html } from './html.ts';
import { alertBox, button, fieldset, folded, hidden, hiddenInputs, hintAt, link, textInput } from './kern.ts';
import {
  CHOICES_MAX,
  changeable,
  configurationOf,
  isFound,
  keptForm,
  mistakesFolded,
  mistakesOfAnswers,
  refused,
  searchForm,
  whyNotMine,
} from './parts.ts';
import { type Asked, type Markup, page, type Route, seeDone, type WebAnswer } from './route.ts';
import { TASKS } from './situation.ts';
import { mayWriteFor } from './tell.ts';
import { canTellAgain, isStillWrong, outdatedMarkup, wrongAddressBox } from './tell-again.ts';

export const TOWN: readonly Route[] = [
  { method: 'get', path: '/staedte/:id', act: 'look', answer: townPage },
  { method: 'post', path: '/staedte/:id', act: 'write', answer: change },
];

/** A catalogue that has more services than this is searched. */
const SERVICES_MAX = 40;

/** A municipality with its facts of today; or `all` or a group, with the facts that are written for all of them together. */
interface Town {
  readonly configuration: Configuration;
  readonly id: string;
  readonly name: string;
  /** The languages in which it posts; staff write in the first. */
  readonly languages: readonly [string, ...string[]];
  readonly members: readonly string[];
  readonly facts: readonly FactNow[];
}

/** Throws `no-page` where nobody is called so. */
function townOf({ params, named }: Asked, configuration: Configuration): Town {
  const { region } = configuration;
  const id = params.id ?? '';
  const isOne = region.municipalities.has(id);
  const all = isOne || id === ALL || region.groups.has(id) ? municipalitiesNamed(region, id) : [];
  const [first] = all;
  if (first === undefined) throw operatorError('no-page');
  return {
    ...{ configuration, id, members: all.map((one) => one.id), languages: languagesOf(first, all) },
    name: named.who(id),
    facts: factsToday(configuration, id),
  };
}

function languagesOf(first: Municipality, all: readonly Municipality[]): Town['languages'] {
  const [own] = first.languages;
  const others = new Set(all.flatMap(({ accounts }) => accounts.flatMap(({ languages }) => languages)));
  others.delete(own);
  return [own, ...others];
}

function townPage(asked: Asked): WebAnswer {
  const known = townOf(asked, configurationOf(asked));
  return page(known.name, townForm(asked, known, null));
}

/** `given`: the answers so far. */
function townForm(asked: Asked, known: Town, given: URLSearchParams | null): Markup {
  const { configuration, id, members, facts } = known;
  const { named, path } = asked;
  const mine = changeable(asked);
  const isMine = members.every((one) => mine.has(one));
  const confirmed = facts.find((fact) => fact.path === 'confirmed');
  const broken = configuration.state.broken.get(id) ?? [];
  const brokenBox = alertBox(
    'danger',
    say('console-need-broken', { name: known.name }),
    say('console-need-broken-advice'),
  );
  return html`${broken.length === 0 ? '' : html`${brokenBox}${mistakesFolded(asked, broken)}`}
<p class="kern-body">${confirmed === undefined ? say('console-never-confirmed') : say('console-confirmed', { time: named.time(Number(confirmed.value)) })}</p>
${members.length === 1 ? '' : html`<p class="kern-hint">${say('console-group-means', { n: members.length })}</p>`}
${isMine ? confirmForm(asked, [id], path) : ''}
${isMine && configuration.region.municipalities.size > CHOICES_MAX ? tellLinks(known) : ''}
${
  isMine
    ? keptForm(
        asked,
        path,
        html`${hidden('seen', seenOf(configuration, id).toString())}${hidden('at', asked.now)}
${fieldsMarkup(asked, known, isMine, given)}
${button('primary', say('console-save'))}`,
      )
    : html`${whyNotMine(asked, say('console-facts-not-mine', { name: known.name }))}
<fieldset class="kern-fieldset" disabled>${fieldsMarkup(asked, known, isMine, given)}</fieldset>`
}
${isMine && asked.app.files.services.size > SERVICES_MAX ? searchForm(asked, [], say('console-new-service')) : ''}`;
}

/** The facts that the town says; where they can be changed also those that it leaves open, services and contacts folded away. */
function fieldsMarkup(asked: Asked, known: Town, isMine: boolean, given: URLSearchParams | null): Markup {
  const { facts, languages } = known;
  const shown = isMine ? withBlanks(facts, servicesShown(asked, given), languages) : facts;
  const units = new Set(facts.map(({ path }) => unitOf(path)));
  const kinds = Map.groupBy(shown, ({ path }) => {
    const [, kind] = /^(contacts|services)\./.exec(path) ?? [];
    return kind === undefined || units.has(unitOf(path)) ? 'said' : kind;
  });
  const field = (fact: Fact) => {
    const isSwitch = /^(?:reach|services)\.|^appointments\.policy$/.test(fact.path) && valuesOf(fact.path);
    const draw =
      isSwitch && (fact.value !== '' || !fact.path.startsWith('services.')) ? factSwitch : factField;
    return draw(asked, fact, given, sourceWords(asked, known, fact.path));
  };
  const fieldsets = (kind: string) =>
    [...formGroups(kinds.get(kind) ?? [])].map(([name, all]) => {
      const own = isMine && name === 'instruction' ? ownWords(asked, known, given) : '';
      return fieldset(groupName(asked, name, all), html`${all.map(field)}${own}`);
    });
  const unsaid = (kind: 'contacts' | 'services', words: string) => {
    const isOpen = asked.query.has('suche') || kinds.get(kind)?.some(({ path }) => given?.get(path));
    return kinds.has(kind) ? folded(words, html`${fieldsets(kind)}`, isOpen) : '';
  };
  return html`${fieldsets('said')}
${unsaid('services', say('console-new-service'))}
${unsaid('contacts', say('console-new-contact'))}`;
}

/** Ids of the services that the form lists: of a long catalogue those that were searched for or are answered. */
function servicesShown(asked: Asked, given: URLSearchParams | null): readonly string[] {
  const services = [...asked.app.files.services.values()];
  if (services.length <= SERVICES_MAX) return services.map(({ id }) => id);
  const isWanted = ({ id, name }: (typeof services)[number]) =>
    given?.get(`services.${id}`) || (asked.query.has('suche') && isFound(asked, spokenName(name)));
  return services
    .filter(isWanted)
    .map(({ id }) => id)
    .slice(0, SERVICES_MAX);
}

/** Links to speak for this town: shown where a list of all towns would be too long to choose from. */
function tellLinks({ id }: Town): Markup {
  const kinds = TASKS.filter((task) => task !== 'correction');
  return html`<ul class="towns">${kinds.map((kind) => html`<li>${link(`/melden/${kind}?who=${id}`, say(`console-task-${kind}`))}</li>`)}</ul>`;
}

/** Tells the origin of a fact; nothing for the municipality's own. */
function sourceWords({ named }: Asked, { id, facts }: Town, path: string): string {
  const fact = facts.find((one) => one.path === path);
  if (fact === undefined || (fact.from === id && !fact.prepared)) return '';
  if (fact.prepared) return say('console-from-prepared');
  if (fact.from === 'incident' || fact.from === ALL) return say('console-from-all');
  return say('console-from', { name: named.who(fact.from) });
}

const OWN_WORDS = 'new-instruction';

/** In place of the instruction that there is. */
function ownWords(asked: Asked, { facts }: Town, given: URLSearchParams | null): Markup {
  if (!facts.some(({ path }) => path === 'instruction.say')) return '';
  const hint = hintAt(asked, OWN_WORDS, say('console-own-words-hint'));
  return textInput(OWN_WORDS, say('console-own-words'), hint, given?.get(OWN_WORDS) ?? '');
}

/** An instruction in own words, in place of the earlier. */
function ownWordsIn({ languages: [language], facts }: Town, form: URLSearchParams): readonly FactRight[] {
  const value = form.get(OWN_WORDS)?.trim() ?? '';
  const earlier = facts.filter(({ path }) => path.startsWith('instruction.'));
  if (value === '') return [];
  return [
    ...earlier.map((one) => ({ ...one, value: null })),
    { path: `instruction.${language}`, value, isInstant: false },
  ];
}

async function change(asked: Asked): Promise<WebAnswer> {
  const known = townOf(asked, configurationOf(asked));
  mayWriteFor(asked, known.id);
  try {
    return await answerWhileOthersWrite(asked, changeNow);
  } catch (error) {
    const mistakes = mistakesOfAnswers(error);
    const fields = withBlanks(known.facts, asked.app.files.services.keys(), known.languages);
    const again = refused(asked, mistakes, (mistake) => {
      const field = factFieldOf(asked, mistake, fields);
      const isOwn = field?.name.startsWith('instruction.') && asked.form.get(OWN_WORDS);
      return isOwn ? { name: OWN_WORDS, words: say('console-own-words') } : field;
    });
    const status = isMistake(error, 'changed-meanwhile') ? 409 : 400;
    return formAgain(again.asked, known, status, again.notice, asked.form);
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
  const { id, name, languages, facts } = known;
  mayWriteFor(asked, id);
  const shown = withBlanks(facts, app.files.services.keys(), languages);
  const wanted = () => [
    ...factsChangedIn(configuration, shown, form, person.name, asked.now),
    ...ownWordsIn(known, form),
  ];
  const seen = seenOf(configuration, id);
  const said = saidSinceShown(asked, id, seen, facts);
  const isSo = (one: FactRight) => facts.some(({ path, value }) => path === one.path && value === one.value);
  const isSaved = said.length > 0 && wanted().every(isSo);
  const notice = isSaved ? null : await changedSinceShown(asked, id, seen, facts);
  if (notice !== null) return formAgain(asked, known, 409, notice, changedOnly(form));
  const right = isSaved ? said : wanted();
  if (right.length === 0) throw operatorError('nothing-chosen.facts');
  const asFacts: Change = { facts: factsRight(facts, id, id, right).facts };
  if (form.get('do') === 'tell') return drawUp(asked, 'facts', { ...asFacts, tell: true });
  const prepared = await prepare(app, asFacts, false);
  const outdated = prepared.plan.outdated.filter(isStillWrong);
  const left = wordsLeft(known, right);
  if (outdated.length > 0 && form.get('do') !== 'save')
    return page(name, html`${left.map((one) => alertBox('warning', one))}${await tellBody(asked, outdated)}`);
  if (prepared.asks) return drawUp(asked, 'facts', asFacts);
  await save(asked, prepared, id);
  return saved(asked, known, right, outdated, left);
}

/** Longer words are not quoted: the message on the next page has no room for them. */
const QUOTED_MAX = 200;

/** Says which words other languages still have, beside those that somebody changed: they may contradict these now. */
function wordsLeft({ facts, languages }: Town, right: readonly FactRight[]): readonly string[] {
  const inLanguage = ({ path }: Pick<Fact, 'path'>) => languages.find((one) => path.endsWith(`.${one}`));
  const wordsOf = ({ path }: Pick<Fact, 'path'>) => path.slice(0, path.lastIndexOf('.'));
  const changed = new Set(right.map(({ path }) => path));
  const words = new Set(facts.filter((one) => changed.has(one.path) && inLanguage(one)).map(wordsOf));
  const left = facts.flatMap((one) => {
    const language = inLanguage(one);
    const isLeft = language !== undefined && words.has(wordsOf(one)) && !changed.has(one.path);
    return isLeft ? [{ language, words: String(one.value).trim() }] : [];
  });
  const [first, ...others] = left;
  if (first === undefined) return [];
  const isQuoted = others.length === 0 && first.words.length <= QUOTED_MAX;
  const inLanguages = new Set(left.map(({ language }) => languageName(language)));
  return [
    say('console-words-left', {
      languages: names([...inLanguages], inLanguages.size),
      words: isQuoted ? first.words : 'none',
    }),
  ];
}

/** Published posts that the change makes wrong: they are said again, or staff decide that they stay. */
async function tellBody(asked: Asked, outdated: readonly Outdated[]): Promise<Markup> {
  const again = canTellAgain(asked, outdated);
  const inside = html`${hiddenInputs(asked.form)}
${again ? button('primary', say('console-tell-again-review'), 'do', 'tell') : ''}
${button(again ? 'secondary' : 'primary', say('console-save-only'), 'do', 'save')}`;
  return html`<p class="kern-body kern-body--large">${say('console-makes-outdated', { n: outdated.length })}</p>
${await wrongAddressBox(asked, outdated)}
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
  left: readonly string[],
): WebAnswer {
  const what = new Set(right.map(({ path }) => factInFull(asked, path, facts)));
  const title = say('console-done-saved', { name, what: names([...what], FACTS_MAX) });
  const [first, ...others] = new Set(outdated.map(({ entry }) => entry.announcement));
  if (first === undefined)
    return seeDone(asked.path, title, [say('console-done-nothing'), ...left].join(' '));
  const path = others.length === 0 ? `/nochmal/${first}` : '/';
  const words = say(canTellAgain(asked, outdated) ? 'console-tell-again' : 'console-look');
  const body = [...left, say('console-done-outdated', { n: outdated.length })].join(' ');
  return seeDone(asked.path, title, body, { path, words });
}
