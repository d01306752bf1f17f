import type { NearDuplicate, Warning } from '../../domain/advice.ts';
import type { ChannelRules, NearDuplicatePolicy } from '../../domain/channel.ts';
import type { Contact, Facts } from '../../domain/facts.ts';
import type { Municipality } from '../../domain/municipality.ts';
import { likenesses, similarity, trigramReader } from '../../wording/similarity.ts';
import type { Evaluated } from '../coalescing.ts';
import { held, type PlanningContext } from '../rules.ts';

/**
 * Finds posts of different accounts that are so alike that their platform may suspend the accounts. Holds them where the
 * channel's policy says so, and warns of the others.
 */
export function withoutNearDuplicates(
  context: PlanningContext,
  evaluated: readonly Evaluated[],
): { readonly evaluated: readonly Evaluated[]; readonly warnings: readonly Warning[] } {
  const replaced = new Map<Evaluated, Evaluated>();
  const warnings: Warning[] = [];
  for (const channel of context.configuration.channels) {
    const { nearDuplicates: policy } = channel;
    if (policy === null) continue;
    const enough = factsThatDiffer(context, policy);
    const warned = new Map<string, Copy[]>();
    for (const copy of copiesOn(channel, policy, context, evaluated)) {
      const { announcement } = copy.one.candidate;
      if (policy.held.has(announcement.kind)) {
        const decision = held({ because: 'too-alike', ...duplicateOf(copy, enough) });
        replaced.set(copy.one, { ...copy.one, decision });
      } else warned.set(announcement.id, [...(warned.get(announcement.id) ?? []), copy]);
    }
    warnings.push(...[...warned].map(([id, copies]) => warningOf(id, copies, enough)));
  }
  return { evaluated: evaluated.map((one) => replaced.get(one) ?? one), warnings };
}

function copiesOn(
  channel: ChannelRules,
  policy: NearDuplicatePolicy,
  { configuration, ledgerIndex }: PlanningContext,
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
  const trigramsIn = configuration.cache.kept('trigrams', [], trigramReader);
  return likenesses(texts, policy.similarity, trigramsIn).flatMap(
    ({ index, like, score }): readonly Copy[] => {
      const one = said[index - published.length]?.one;
      const other = texts[like];
      return one && other ? [{ channel, one, other: other.group, otherText: other.text, score }] : [];
    },
  );
}

/** A text that is to be published, and one of another account that it is too similar to. */
interface Copy {
  readonly channel: ChannelRules;
  readonly one: Evaluated;
  readonly other: string;
  readonly otherText: string;
  readonly score: number;
}

type FactsThatDiffer = (copy: Copy) => NearDuplicate['facts'];

/** Pairs that are named before the rest is counted. */
const PAIRS_MAX = 6;

function warningOf(announcement: string, copies: readonly Copy[], enough: FactsThatDiffer): Warning {
  const worst = [...copies].sort((a, b) => b.score - a.score).slice(0, PAIRS_MAX);
  const pairs = worst.map((copy) => ({
    account: copy.one.candidate.account.id,
    ...duplicateOf(copy, enough),
  }));
  return { code: 'too-alike', announcement, pairs, more: copies.length - pairs.length };
}

function duplicateOf(copy: Copy, enough: FactsThatDiffer): NearDuplicate {
  return {
    municipality: copy.one.candidate.municipality.id,
    platform: copy.channel.name,
    other: copy.other,
    // Rounded down, so that 99.9 % is never called a copy.
    percent: Math.floor(copy.score * 100),
    facts: enough(copy),
  };
}

/** Facts that only one municipality has, as they would be added to its facts. */
const LOCAL_FACTS: Readonly<
  Record<NearDuplicate['facts'][number], (facts: Facts, municipality: Municipality) => Facts>
> = {
  instruction: (facts, municipality) => {
    const text = Object.fromEntries(municipality.languages.map((language) => [language, LOCAL_WORDS]));
    return { ...facts, instruction: { text, say: null, place: null, until: null } };
  },
  contact: (facts) => ({ ...facts, contacts: { ...facts.contacts, hotline: LOCAL_CONTACT } }),
};

/** As long as what a town writes about its desk. It is only measured, never published. */
const LOCAL_WORDS = 'Schalter I im Haus II an der Straße III von IV bis V Uhr.';
const LOCAL_CONTACT: Contact = {
  name: null,
  phone: '+49 221 4710 000',
  email: null,
  url: null,
  place: null,
  for: null,
  hours: { spans: [{ from: 1, to: 5, opens: '08:00', closes: '16:00' }], note: null },
  note: null,
  lines: null,
  validFrom: null,
  until: null,
  verifiedBy: null,
};

/** Finds which local facts would be enough, by wording the text with each. Asks once for each announcement and language. */
function factsThatDiffer(
  { wording }: PlanningContext,
  { similarity: limit }: NearDuplicatePolicy,
): FactsThatDiffer {
  const known = new Map<string, NearDuplicate['facts']>();
  return ({ one: { candidate, decision }, otherText }) => {
    const { announcement, account, municipality, language } = candidate;
    if (decision.kind !== 'say' || decision.snapshot === null) return [];
    const { snapshot } = decision;
    const id = `${announcement.id} ${language}`;
    const found =
      known.get(id) ??
      (['instruction', 'contact'] as const).filter((fact) => {
        const facts = LOCAL_FACTS[fact](snapshot.facts, municipality);
        const fit = wording.fit({ ...snapshot, facts }, account, language);
        return fit.kind === 'fitting' && similarity(fit.text, otherText) < limit;
      });
    known.set(id, found);
    return found;
  };
}
