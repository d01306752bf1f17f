import { FluentBundle } from '@fluent/bundle';
import { describe, expect, test, vi } from 'vitest';
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
    facts: { instruction: { de: `Dringendes: Schalter ${id}, Eingang ${id.length} am Markt von ${id}.` } },
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

/** How many posts there are, and how many sentences were put together to plan all of them once. */
async function costOf(towns: number, accounts: number) {
  // Messages of its own: those that other tests share remember what they put together there.
  const messages = (_: string, text: string) => text;
  await using open = await openSystem({ at: NOW, region: region(towns, accounts), messages });
  const configuration = open.configuration(SAID);
  const view = await open.ledger.view(configuration.state.incident.id);
  const sentences = vi.spyOn(FluentBundle.prototype, 'formatPattern');
  const planned = plan(configuration, view, NOW);
  const cost = { posts: planned.posts.length, sentences: sentences.mock.calls.length };
  sentences.mockRestore();
  return cost;
}

describe('what wording costs', () => {
  test('texts are made once per municipality, language and channel, however many accounts there are', async () => {
    const one = await costOf(10, 1);
    const many = await costOf(10, 10);
    expect([one.posts, many.posts]).toEqual([20, 110]);
    expect(many.sentences).toBe(one.sentences);
  });

  test('what municipalities have in common is put together once for all of them', async () => {
    const few = await costOf(10, 1);
    const more = await costOf(60, 1);
    const each = (more.sentences - few.sentences) / 50;
    // What has a name or an instruction in it, each in its forms, and the words that are looked up within sentences.
    expect(each).toBeGreaterThan(0);
    expect(each).toBeLessThanOrEqual(20);
  });
});
