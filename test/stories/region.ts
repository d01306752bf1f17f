import type { Written } from './writer.ts';

/** A municipality, and on what it speaks in which languages. */
export interface Town {
  readonly id: string;
  readonly name: Written;
  /** Besides Mastodon. */
  readonly onX: boolean;
  readonly english: boolean;
  readonly facts: Written;
}

/** `municipalities.yaml` of these. The first is the district of the others, and speaks for all. */
export function regionOf(towns: readonly Town[]): string {
  const [district] = towns;
  const entries = towns.map(({ id, name, onX, english, facts }, index) => [
    id,
    {
      name,
      kind: index === 0 ? 'kreis' : 'stadt',
      ags: index === 0 ? '05962' : `0596200${index}`,
      ...(index === 0 ? { speaks_for: towns.map((one) => one.id) } : { part_of: district?.id }),
      languages: english ? ['de', 'en'] : ['de'],
      facts,
      accounts: [
        ...(onX ? [{ id: `${id}-x`, channel: 'x', handle: `x_${index}`, languages: ['de'] }] : []),
        { id: `${id}-mastodon`, channel: 'mastodon', server: SERVER, handle: `m_${index}` },
      ],
    },
  ]);
  return JSON.stringify({ municipalities: Object.fromEntries(entries) });
}

const SERVER = 'https://social.example.org';
