import type { Kind } from './announcement.ts';
import type { Ruled } from './coalescing.ts';
import { type Bench, held, type Warning } from './ruling.ts';
import { type Likeness, likenesses } from './similarity.ts';

/** "Never post identical or substantially similar content across multiple accounts" (X, developer guidelines). */
const TOO_ALIKE = 0.9;
/** Kinds that can wait until somebody adds a local fact. What is urgent is only warned of. */
const CAN_WAIT: ReadonlySet<Kind> = new Set(['status', 'notice']);

/** Posts on different X accounts that are so alike that X may suspend the accounts: held where they can wait. */
export function toldApart(
  bench: Bench,
  ruled: readonly Ruled[],
): { readonly ruled: readonly Ruled[]; readonly warnings: readonly Warning[] } {
  const onX = ruled.filter(
    ({ candidate, ruling }) => ruling.kind === 'say' && candidate.account.channel === 'x',
  );
  const standing = bench.past.standing.filter(
    (entry) => entry.channel === 'x' && entry.standingText !== null,
  );
  const texts = [
    ...standing.map((entry) => ({
      text: entry.standingText ?? '',
      group: entry.account,
      name: entry.account,
    })),
    ...onX.map(({ candidate, ruling }) => ({
      text: ruling.kind === 'say' ? ruling.text : '',
      group: candidate.account.id,
      name: candidate.account.id,
    })),
  ];
  const alike = likenesses(texts, TOO_ALIKE).filter(({ index }) => index >= standing.length);
  const waiting = new Map<Ruled, Ruled>();
  const warnings: Warning[] = [];
  for (const likeness of alike) {
    const one = onX[likeness.index - standing.length];
    const other = texts[likeness.like]?.name ?? '';
    if (!one) continue;
    if (CAN_WAIT.has(one.candidate.announcement.kind))
      waiting.set(one, { ...one, ruling: held('too-alike', adviceOn(one, other, likeness)) });
    else
      warnings.push({
        about: one.candidate.announcement.id,
        because: `${one.candidate.account.id} and ${other} say almost the same on X`,
        advice: adviceOn(one, other, likeness),
      });
  }
  return { ruled: ruled.map((one) => waiting.get(one) ?? one), warnings };
}

function adviceOn({ candidate }: Ruled, other: string, { score }: Likeness): string {
  const percent = Math.round(score * 100);
  return `${percent} % of it is also said by ${other}, and X suspends accounts for copies. Give ${candidate.municipality.id} a fact of its own: an instruction, a contact, or a service.`;
}
