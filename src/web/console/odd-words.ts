import type { HoldReason, SpokenFor, Warning } from '../../core/domain/advice.ts';
import { type Alike, alike } from '../../core/domain/alike.ts';
import { ALL } from '../../core/domain/municipality.ts';
import type { Held } from '../../core/planning/held.ts';
import { holdAdvice, worded } from '../../staff-words/advice.ts';
import { names, say } from '../../staff-words/say.ts';
import { factInFull, factName, factValue, groupName } from './facts-form.ts';
import { html } from './html.ts';
import { alertBox } from './kern.ts';
import type { Asked, Markup } from './route.ts';

/** Fields whose words are missing that are named; more are counted. */
const FIELDS_MAX = 6;

/** Reasons to hold a post for which another person, or another place, helps in each language. */
const OF_LANGUAGE: ReadonlySet<string> = new Set<HoldReason['because']>([
  'no-language',
  'no-sentence',
  'unsigned',
  'missing-translation',
  'message-broken',
]);

/** Groups held posts by their remedy: all of a group have one advice. */
export function byAdvice(asked: Pick<Asked, 'app'>, held: readonly Held[]): readonly Alike<Held>[] {
  const adviceOf = (one: Held) => {
    const field = one.because === 'missing-translation' ? one.field : '';
    const sort = field === null ? 'text' : (nameOf(asked, field) ?? 'fact');
    const limit = one.because === 'too-long' ? one.limit : null;
    return JSON.stringify([one.because, OF_LANGUAGE.has(one.because) ? one.language : null, sort, limit]);
  };
  return alike(held, adviceOf);
}

/** The owner of a name that no page can change: `hemer.name`, `services.passports.name`, `incident.title`; null for a fact. */
function nameOf({ app }: Pick<Asked, 'app'>, field: string): 'body' | 'service' | 'incident' | null {
  const { municipalities, groups } = app.files.region;
  const [id = '', ...rest] = field.split('.');
  if (field === 'incident.title') return 'incident';
  if (id === 'services' && rest.length === 2 && rest[1] === 'name') return 'service';
  return rest.join('.') === 'name' && (municipalities.has(id) || groups.has(id)) ? 'body' : null;
}

/**
 * Advises on a held post, with groups, accounts and facts by their names. `all`: the posts that are told together with it, for
 * the same reason.
 */
export function heldAdvice(
  asked: Pick<Asked, 'named' | 'app'>,
  held: HoldReason,
  all: readonly HoldReason[] = [held],
): string {
  const { named } = asked;
  const { time } = named;
  if (held.because === 'contradicts-others')
    return holdAdvice({ ...held, group: named.who(held.group) }, time);
  if (held.because === 'too-alike') return holdAdvice({ ...held, other: named.account(held.other) }, time);
  if (held.because === 'missing-translation' && held.field !== null) {
    const fields = new Set(all.flatMap((one) => (one.because === held.because ? (one.field ?? []) : [])));
    const field = names([...new Set([...fields].map((one) => fieldNamed(asked, one)))], FIELDS_MAX);
    const of = nameOf(asked, held.field);
    if (of === null) return holdAdvice({ ...held, field }, time);
    return say('console-held-name', { language: held.language, names: field, of });
  }
  return holdAdvice(held, time);
}

/** Names a field of own words as the pages do: `instruction` as `Was die Leute tun sollen`, a town's name as `Stadt Hemer`. */
function fieldNamed(asked: Pick<Asked, 'named' | 'app'>, field: string): string {
  const [group = '', id = ''] = field.split('.');
  if (nameOf(asked, field) === 'body') return asked.named.town(group);
  return group === 'services' ? factName(asked, `${group}.${id}`) : groupName(asked, `${group}.${id}`, []);
}

/** Why posts are held, all for the same reason; whose, and what to do. */
export function heldWords(asked: Asked, all: Alike<Held>): readonly [what: string, advice: string] {
  const [first] = all;
  const because = withoutCode(say('because', { code: first.because }));
  const towns = asked.named.towns(all.map(({ account }) => account));
  return [say('console-need-held', { n: all.length, because, names: towns }), heldAdvice(asked, first, all)];
}

/** Boxes that say what is held, one for each reason. */
export function heldBoxes(asked: Asked, held: readonly Held[]): Markup {
  return html`${byAdvice(asked, held).map((all) => alertBox('warning', ...heldWords(asked, all)))}`;
}

/** A warning as the title and the text of a box: with towns and accounts by their names. */
export function warningWords(
  asked: Pick<Asked, 'named' | 'app'>,
  warning: Warning,
): readonly [what: string, advice: string] {
  const { because, advice } = worded(withNames(asked, warning), asked.named.time);
  return [capitalised(because), advice];
}

/** Begins a sentence or a label with a capital letter. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function withNames(asked: Pick<Asked, 'named' | 'app'>, warning: Warning): Warning {
  const { named } = asked;
  switch (warning.code) {
    case 'also-wrong':
    case 'said-twice': {
      const posts = warning.posts.map((post) => ({ ...post, account: named.account(post.account) }));
      return { ...warning, posts };
    }
    case 'odd-time':
      return { ...warning, who: named.who(warning.who === 'incident' ? ALL : warning.who) };
    case 'costly-number':
      return { ...warning, who: named.who(warning.who) };
    case 'unwatched':
    case 'facts-broken':
      return { ...warning, municipality: named.who(warning.municipality) };
    case 'too-alike': {
      const pairs = warning.pairs.map((pair) => ({
        ...pair,
        account: named.account(pair.account),
        other: named.account(pair.other),
      }));
      return { ...warning, pairs };
    }
    case 'written': {
      const { args } = warning.mistake;
      const whose = typeof args?.who === 'string' && { who: named.who(args.who) };
      return { ...warning, mistake: { ...warning.mistake, args: { ...args, ...whose } } };
    }
    case 'contradicts-others': {
      const spoken = warning.spoken.map(({ speaker, others }) => ({
        ...{ speaker: named.town(speaker), others: othersNamed(asked, others) },
      }));
      return { ...warning, spoken };
    }
    case 'calls-differ':
    case 'ends-for-others':
      return { ...warning, others: othersNamed(asked, warning.others) };
    default:
      if (!('municipalities' in warning)) return warning;
      return { ...warning, municipalities: warning.municipalities.map(named.town) };
  }
}

function othersNamed(asked: Pick<Asked, 'named' | 'app'>, others: SpokenFor['others']): SpokenFor['others'] {
  return others.map(({ municipality, facts }) => ({
    municipality: asked.named.town(municipality),
    facts: facts.map((fact) => factNamed(asked, fact)),
  }));
}

/** A fact as the pages call it, of one as it is written: `Telefon: geht nicht` of `reach.phone: down`. */
function factNamed(asked: Pick<Asked, 'named' | 'app'>, written: string): string {
  const [, path, value = ''] = /^([\w.-]+): (.*)$/s.exec(written) ?? [];
  if (path === undefined) return written;
  return `${factInFull(asked, path, [])}: ${factValue(asked, { path, value, isInstant: false })}`;
}

export function withoutCode(words: string): string {
  return words.replace(/ \([a-z-]+\)(?=, |$)/g, '');
}
