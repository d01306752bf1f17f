import { Liquid } from 'liquidjs';
import { describe, expect, test, vi } from 'vitest';
import type { Messages } from '../../../src/core/domain/message.ts';
import { plan } from '../../../src/core/planning/plan.ts';
import { at, file } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';

const NOW = at('03:00');
const OUTAGE = { reach: { phone: 'down', website: 'down', email_out: 'down', email_in: 'unknown' } };
const SAID = file({ all: OUTAGE }, { id: 'outage', kind: 'outage', post_as: ['all'] });

/** Towns that differ in name and instruction, each with one account on X, where copies are looked for, and many on Mastodon. */
function region(towns: number, accounts: number): string {
  const nth = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const town = (id: string) => ({
    name: { de: `Stadt ${id}` },
    kind: 'stadt',
    ags: `0596${id.slice(4).padStart(4, '0')}`,
    languages: ['de'],
    info_url: `https://example.org/${id}`,
    facts: { instruction: { de: `Notfälle: Schalter ${id}, Eingang ${id.length} am Markt von ${id}.` } },
    accounts: [
      { id: `${id}-x`, channel: 'x', handle: id },
      ...nth(accounts).map((n) => ({
        id: `${id}-mastodon-${n}`,
        channel: 'mastodon',
        server: 'https://social.example.org',
        handle: `${id}_${n}`,
      })),
    ],
  });
  return JSON.stringify({
    municipalities: Object.fromEntries(nth(towns).map((n) => [`town${n}`, town(`town${n}`)])),
  });
}

/** How often anything was rendered, and how often a municipality was asked for its words, to plan all of it once. */
async function costOf(towns: number, accounts: number) {
  // Messages of its own: those that other worlds share remember what they rendered there.
  const messages = () => true;
  await using open = await openSystem({ at: NOW, region: region(towns, accounts), messages });
  const configuration = open.configuration(SAID);
  const view = await open.ledger.view(configuration.state.incident.id);
  const word = vi.fn<Messages['word']>((...asked) => configuration.messages.word(...asked));
  const renderings = vi.spyOn(Liquid.prototype, 'renderSync');
  const planned = plan({ ...configuration, messages: { ...configuration.messages, word } }, view, NOW);
  const cost = {
    posts: planned.posts.length,
    worded: word.mock.calls.length,
    rendered: renderings.mock.calls.length,
  };
  renderings.mockRestore();
  return cost;
}

describe('what planning costs', () => {
  test('texts are made once per municipality, language and channel, however many accounts there are', async () => {
    const one = await costOf(10, 1);
    const many = await costOf(10, 10);
    expect([one.posts, many.posts]).toEqual([20, 110]);
    expect([one.worded, many.worded]).toEqual([20, 20]);
    expect(many.rendered).toBe(one.rendered);
  });

  test('what municipalities have in common is rendered once for all of them', async () => {
    const few = await costOf(10, 1);
    const more = await costOf(60, 1);
    const each = (more.rendered - few.rendered) / 50;
    // Of some thirty parts in the wordings for two channels: those that hold a name, an instruction or a link.
    expect(each).toBeGreaterThan(0);
    expect(each).toBeLessThanOrEqual(10);
  });

  test('a new time of confirmation words no published post again', async () => {
    await using open = await openSystem({ at: NOW, region: region(2, 2) });
    await open.tick(SAID);
    const confirmed = { ...OUTAGE, confirmed: '2026-11-24 02:50' };
    const configuration = open.configuration(
      file({ all: confirmed }, { id: 'outage', kind: 'outage', post_as: ['all'] }),
    );
    const view = await open.ledger.view(configuration.state.incident.id);
    const word = vi.fn<Messages['word']>((...asked) => configuration.messages.word(...asked));
    const planned = plan({ ...configuration, messages: { ...configuration.messages, word } }, view, NOW);
    expect(view.entries).toMatchObject(Array.from({ length: 6 }, () => ({ state: 'posted' })));
    expect([planned.outdated, word.mock.calls]).toEqual([[], []]);
  });
});
