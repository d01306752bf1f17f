import { ADDRESS, type Replaced } from '../../app/effects.ts';
import { unitOf } from '../../app/fact-changes.ts';
import { layersWithin } from '../../app/fact-layers.ts';
import { type FactNow, factsSaid, factsToday, withCalls } from '../../app/facts.ts';
import { planNow, viewNow } from '../../app/load.ts';
import type { Draft } from '../../app/people/drafts.ts';
import type { Prepared } from '../../app/prepared.ts';
import { sayingTheSame, waitingOf } from '../../app/wrong-post-tasks.ts';
import type { Day, Instant } from '../../core/domain/clock.ts';
import { mentions } from '../../core/domain/mention.ts';
import { ALL, municipalitiesNamed } from '../../core/domain/municipality.ts';
import { coveredBy } from '../../core/domain/rights.ts';
import { isOver } from '../../core/domain/time-zone.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import { say } from '../../staff-words/say.ts';
import { changedOnly, factValue } from './facts-form.ts';
import { html } from './html.ts';
import { alertBox, folded, more } from './kern.ts';
import { configurationIn, configurationOf } from './parts.ts';
import { NAMES_MAX } from './review-texts.ts';
import type { Asked, Markup } from './route.ts';
import { isStillWrong, outdatedMarkup } from './tell-again.ts';

/** The effects of a draft beside its own posts. */
export async function besideMarkup(asked: Asked, draft: Draft, prepared: Prepared): Promise<Markup> {
  return html`${await calledOffMarkup(asked, draft)}
${silentMarkup(asked, draft)}
${instructionsMarkup(asked, draft, prepared)}
${appointmentsMarkup(asked, draft, prepared)}
${ownContactsMarkup(asked, draft)}
${await stillSaidMarkup(asked, draft)}
${await othersWrongMarkup(asked, draft, prepared)}`;
}

/** Names those whose waiting posts a draft calls off, and the number of posts. */
async function calledOffMarkup(asked: Asked, { kind, change: { announcement } }: Draft): Promise<Markup> {
  if (kind !== 'call-off') return '';
  const view = await viewNow(asked.app, configurationOf(asked));
  const speakers = announcement?.post_as;
  const waiting = waitingOf(view, `${announcement?.withdraws}`).filter(
    ({ municipality }) => speakers === undefined || [speakers].flat().includes(municipality),
  );
  const names = asked.named.whos([...new Set(waiting.map(({ municipality }) => municipality))]);
  return waiting.length === 0
    ? ''
    : alertBox('info', say('console-call-off-posts', { n: waiting.length, names }));
}

/** Names the bodies that a status or all-clear is meant for, and that stay silent: it would be their first word. */
function silentMarkup({ app, named }: Asked, { kind, fields, change }: Draft): Markup {
  if (kind !== 'all-clear' && kind !== 'status') return '';
  const { region } = app.files;
  const meant = municipalitiesNamed(region, new URLSearchParams(fields).get('who') ?? '');
  const speakers = new Set(coveredBy([change.announcement?.post_as ?? []].flat().map(String), region));
  const silent = meant.flatMap(({ id }) => (speakers.has(id) ? [] : [id]));
  if (silent.length === 0) return '';
  return alertBox(
    'info',
    say('console-silent', { kind, n: silent.length }),
    say('console-silent-means', { kind, names: named.whos(silent) }),
  );
}

/**
 * Lists the instructions that an all-clear ends, on whatever subject, or that a restoration repeats, each in its first language.
 * A prepared instruction holds without an incident.
 */
function instructionsMarkup(asked: Asked, { kind }: Draft, { replaces, speakers }: Prepared): Markup {
  if (kind !== 'all-clear' && kind !== 'restoration') return '';
  const { zone } = asked.app.files.settings;
  const known = kind === 'all-clear' ? replaces : speakers.flatMap((id) => writtenOf(asked, id));
  const told = [...Map.groupBy(known, ({ who }) => who)].flatMap(([who, facts]) => {
    const of = (field: RegExp) => facts.find(({ path }) => field.test(path));
    const [words, place, until] = [
      /^instruction\.(?!place$|until$)/,
      /^instruction\.place$/,
      /^instruction\.until$/,
    ].map(of);
    if (!words || isOver((until?.value ?? null) as Instant | Day | null, zone, asked.now)) return [];
    const values = [words, place].flatMap((one) => (one ? factValue(asked, one) : []));
    return [html`<li>${asked.named.who(who)}: ${values.join(', ')}</li>`];
  });
  if (told.length === 0) return '';
  const what = kind === 'all-clear' ? 'console-all-clear-ends' : 'console-restoration-repeats';
  const box = alertBox('info', say(what), say(`${what}-advice`));
  return html`${box}<ul class="card">${told.slice(0, NAMES_MAX)}</ul>${more(told.length - NAMES_MAX)}`;
}

/** Names those whose cancelled or limited appointments an all-clear clears without saying anything in their place. */
function appointmentsMarkup({ app, named, now }: Asked, { kind }: Draft, { replaces }: Prepared): Markup {
  if (kind !== 'all-clear') return '';
  const { region, settings } = app.files;
  const whos = [...Map.groupBy(replaces, ({ who }) => who)].flatMap(([who, facts]) => {
    const of = (path: string) => facts.find((fact) => fact.path === path)?.value ?? null;
    const policy = of('appointments.policy');
    const isPast = isOver(of('appointments.until') as Instant | Day | null, settings.zone, now);
    return (policy === 'cancelled' || policy === 'limited') && !isPast ? [who] : [];
  });
  if (whos.length === 0) return '';
  const names = whos.includes(ALL) ? named.who(ALL) : named.whos(coveredBy(whos, region));
  return alertBox(
    'info',
    say('console-appointments-unsaid', { names }),
    say('console-appointments-unsaid-advice'),
  );
}

/** The facts of a municipality in the incident, each with whose they are. */
function writtenOf(asked: Asked, id: string): readonly Replaced[] {
  const facts = factsToday(configurationOf(asked), id).filter(({ prepared }) => !prepared);
  return facts.map((fact) => ({ ...fact, who: fact.from }));
}

/** A correction for several leaves numbers and addresses that some have of their own: names them, where they are others. */
function ownContactsMarkup(asked: Asked, { kind, change }: Draft): Markup {
  const configuration = configurationIn(asked);
  if (kind !== 'correction' || configuration === null) return '';
  const { region } = configuration;
  const kept = (change.facts ?? []).flatMap(({ who, assignments }) => {
    const contacts = assignments.filter(({ path: [field] }) => field === 'contacts');
    const inside = new Set(layersWithin(configuration, who).slice(1));
    const isKept = ({ path, value, from, prepared }: FactNow) => {
      const right = contacts.filter((one) => unitOf(one.path.join('.')) === unitOf(path));
      const isOwn = from !== who && (prepared || inside.has(from));
      const isOther = right.every((one) => !mentions(one.value, String(value)));
      return ADDRESS.test(path) && isOwn && right.length > 0 && isOther;
    };
    const meant = contacts.length === 0 ? [] : municipalitiesNamed(region, who);
    return meant.flatMap(({ id }) =>
      factsToday(configuration, id)
        .filter(isKept)
        .map(({ value }) => html`<li>${asked.named.town(id)}: ${value}</li>`),
    );
  });
  if (kept.length === 0) return '';
  const box = alertBox('info', say('console-correction-leaves'), say('console-correction-leaves-advice'));
  return html`${box}<ul class="card">${kept.slice(0, NAMES_MAX)}</ul>${more(kept.length - NAMES_MAX)}`;
}

/** For a correction for all, names those who said the same and do not correct it: others write their facts. */
async function stillSaidMarkup(asked: Asked, { kind, fields, change }: Draft): Promise<Markup> {
  const given = new URLSearchParams(fields);
  const speakers = change.announcement?.post_as;
  const configuration = configurationIn(asked);
  const isForAll = kind === 'correction' && given.get('where') === 'everywhere' && Array.isArray(speakers);
  if (!isForAll || configuration === null) return '';
  const view = await viewNow(asked.app, configuration);
  const post = view.entries.find(({ key }) => key === given.get('key'));
  const snapshot = view.snapshots.get(post?.publishedSnapshot ?? '');
  const said = withCalls(snapshot ? factsSaid(snapshot.facts) : []).map(({ path }) => path);
  const paths = [...changedOnly(given).keys()].filter((path) => said.includes(path));
  const saying = post && paths.length > 0 ? sayingTheSame(configuration, view, post, paths) : [];
  const left = saying.flatMap(({ municipality }) => (speakers.includes(municipality) ? [] : municipality));
  if (left.length === 0) return '';
  const names = asked.named.whos([...new Set(left)]);
  return alertBox(
    'warning',
    say('console-correction-still', { names }),
    say('console-correction-still-advice'),
  );
}

/** A cause or a title holds for everybody: lists the published posts that it makes wrong, and that get nothing newer below them. */
async function othersWrongMarkup(asked: Asked, { change }: Draft, { plan }: Prepared): Promise<Markup> {
  const isForAll = change.incident?.some(({ path: [field] }) => field === 'cause' || field === 'title');
  const configuration = configurationIn(asked);
  if (!isForAll || configuration === null) return '';
  const before = await planNow(asked.app, configuration, asked.now);
  const known = new Set(before.outdated.map(({ entry }) => entry.key));
  const placeOf = ({ account, language, about }: Pick<Entry, 'account' | 'language' | 'about'>) =>
    `${account} ${language} ${about.toSorted().join()}`;
  const places = new Set(plan.posts.map(({ intent }) => placeOf(intent)));
  const wrong = plan.outdated.filter(
    (post) => isStillWrong(post) && !known.has(post.entry.key) && !places.has(placeOf(post.entry)),
  );
  if (wrong.length === 0) return '';
  const box = alertBox('warning', say('console-makes-outdated', { n: wrong.length }));
  return html`${box}${folded(say('console-look'), outdatedMarkup(asked, wrong))}`;
}
