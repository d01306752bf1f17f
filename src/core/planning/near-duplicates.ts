import type { ChannelRules, NearDuplicatePolicy } from '../domain/channel.ts';
import type { Contact, Facts } from '../domain/facts.ts';
import type { Municipality } from '../domain/municipality.ts';
import { likenesses, similarity } from '../wording/similarity.ts';
import type { Evaluated } from './coalescing.ts';
import { held, type PlanningContext, type Warning } from './rules.ts';

/**
 * Finds posts of different accounts that are so alike that their platform may suspend the accounts: they are held where
 * the channel's policy says so, and warned of otherwise.
 */
export function withoutNearDuplicates(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): { readonly evaluated: readonly Evaluated[]; readonly warnings: readonly Warning[] } {
  const waiting = new Map<Evaluated, Evaluated>();
  const warnings: Warning[] = [];
  for (const channel of context.configuration.channels) {
    const { nearDuplicates: policy } = channel;
    if (policy === null) continue;
    const apart = apartBy(context, policy);
    const told = new Map<string, Copy[]>();
    for (const copy of copiesOn(channel, policy, context, evaluated)) {
      const { announcement } = copy.one.candidate;
      if (policy.held.has(announcement.kind))
        waiting.set(copy.one, { ...copy.one, decision: held('too-alike', adviceOn(copy, apart(copy))) });
      else told.set(announcement.id, [...(told.get(announcement.id) ?? []), copy]);
    }
    warnings.push(...[...told].map(([about, copies]) => warningOf(about, copies, apart)));
  }
  return { evaluated: evaluated.map((one) => waiting.get(one) ?? one), warnings };
}

function copiesOn(
  channel: ChannelRules,
  policy: NearDuplicatePolicy,
  { ledgerIndex }: PlanningContext,
  evaluated: readonly Evaluated[],
): readonly Copy[] {
  const said = evaluated.flatMap((one) => {
    const { account } = one.candidate;
    if (one.decision.kind !== 'say' || account.channel !== channel.id) return [];
    return [{ one, text: one.decision.text, group: account.id }];
  });
  const published = ledgerIndex.published.flatMap((entry) =>
    entry.channel === channel.id && entry.publishedText !== null
      ? [{ text: entry.publishedText, group: entry.account }]
      : [],
  );
  const texts = [...published, ...said];
  return likenesses(texts, policy.similarity).flatMap(({ index, like, score }): readonly Copy[] => {
    const one = said[index - published.length]?.one;
    const other = texts[like];
    return one && other ? [{ channel, one, other: other.group, otherText: other.text, score }] : [];
  });
}

/** A text that is to be said, and one of another account that it is too much like. */
interface Copy {
  readonly channel: ChannelRules;
  readonly one: Evaluated;
  readonly other: string;
  readonly otherText: string;
  readonly score: number;
}

/** Pairs that are named before the rest is counted. */
const PAIRS_MAX = 6;

function warningOf(about: string, copies: readonly Copy[], apart: ReturnType<typeof apartBy>): Warning {
  const worst = [...copies].sort((a, b) => b.score - a.score).slice(0, PAIRS_MAX);
  const pairs = worst.map((copy) => `${accountOf(copy)} and ${copy.other} (${percentOf(copy)} %)`).join(', ');
  const more = copies.length > worst.length ? ` and ${copies.length - worst.length} more pairs` : '';
  const [first] = worst;
  return {
    about,
    because: `almost the same is said on ${first?.channel.name} by ${pairs}${more}`,
    advice: first ? adviceOn(first, apart(first)) : '',
  };
}

function accountOf({ one }: Copy): string {
  return one.candidate.account.id;
}

/** Never rounded up to what it is not. */
function percentOf({ score }: Copy): number {
  return Math.floor(score * 100);
}

function adviceOn(copy: Copy, facts: readonly LocalFact[]): string {
  const { municipality } = copy.one.candidate;
  const [first] = facts;
  const how = first
    ? `What would tell them apart: ${orOf(facts.map(({ name }) => name))} of its own. ausrufer set ${municipality.id} ${first.example} --by NAME`
    : `No fact of its own would change it enough: let ${municipality.id} say it in words of its own.`;
  return `${percentOf(copy)} % of it is also said by ${copy.other}, and ${copy.channel.name} suspends accounts for copies. ${how}`;
}

function orOf(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** A fact that only one municipality has, and how staff write it. */
interface LocalFact {
  readonly name: string;
  readonly example: string;
  readonly added: (facts: Facts, municipality: Municipality) => Facts;
}

const LOCAL_FACTS: readonly LocalFact[] = [
  {
    name: 'an instruction',
    example: 'instruction="…"',
    added: (facts, municipality) => {
      const text = Object.fromEntries(municipality.languages.map((language) => [language, LOCAL_WORDS]));
      return { ...facts, instruction: { text, until: null } };
    },
  },
  {
    name: 'a contact',
    example: 'contacts.hotline.phone="…"',
    added: (facts) => ({ ...facts, contacts: { ...facts.contacts, hotline: LOCAL_CONTACT } }),
  },
];

/** As long as what a town writes about its desk. Measured, and never said. */
const LOCAL_WORDS = 'Schalter I im Haus II an der Straße III von IV bis V Uhr.';
const LOCAL_CONTACT: Contact = {
  name: null,
  phone: '+49 221 4710 000',
  email: null,
  url: null,
  place: null,
  hours: 'Mo-Fr 08:00-16:00',
  lines: null,
  validFrom: null,
  until: null,
  verifiedBy: null,
};

/** Which local facts would be enough, found by wording the text with each. Asked once for each announcement and language. */
function apartBy({ wording }: PlanningContext, { similarity: limit }: NearDuplicatePolicy) {
  const known = new Map<string, readonly LocalFact[]>();
  return ({ one: { candidate, decision }, otherText }: Copy): readonly LocalFact[] => {
    const { announcement, account, municipality, language } = candidate;
    if (decision.kind !== 'say' || decision.snapshot === null) return [];
    const { snapshot } = decision;
    const id = `${announcement.id} ${language}`;
    const found =
      known.get(id) ??
      LOCAL_FACTS.filter(({ added }) => {
        const facts = added(snapshot.facts, municipality);
        const fit = wording.fit({ ...snapshot, facts }, account, language);
        return fit.kind === 'fitting' && similarity(fit.text, otherText) < limit;
      });
    known.set(id, found);
    return found;
  };
}
