import { describe, expect, test } from 'vitest';
import { file, openDay } from '../fixtures/day.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['menden'] };
const MENDEN = ['menden-x: outage', 'menden-mastodon: outage'];
const notice = (de: string) => ({ id: 'own', kind: 'notice', post_as: ['hemer'], text: { de, en: de } });
const everywhere = (because: string) => [
  `own/hemer-x/de ${because}`,
  `own/hemer-mastodon/de ${because}`,
  `own/hemer-mastodon/en ${because}`,
];

describe('own words that cannot be filled in', () => {
  test.each([
    ['{% render "_nxet" %}', 'message-broken'],
    ['{% include "_nxet" %}', 'message-broken'],
    ['{{ nobody }}', 'message-broken'],
    ['{% if %}', 'message-broken'],
    ['{{ reach }}', 'message-broken'],
    // Half a million rounds in which nothing is said.
    [`${'{% for way in reach %}'.repeat(7)}${'{% endfor %}'.repeat(7)}`, 'message-broken'],
    ['{% for a in (1..1000) %}{% for b in (1..1000) %}{{ a }}{% endfor %}{% endfor %}', 'message-broken'],
    ['Rathaus {{ "\\u202E" }}offen', 'message-broken'],
    ['{% if false %}words{% endif %}', 'nothing-to-say'],
    ['{{ "" }} {% comment %}words{% endcomment %}', 'nothing-to-say'],
  ])('%j holds its own posts, and the others go out', async (words, because) => {
    await using day = await openDay('09:00');
    const state = file({}, notice(words), OUTAGE);
    await day.step('09:00', state);
    expect(day.reads()).toEqual(MENDEN);
    expect(await day.held(state)).toEqual(everywhere(because));
  });
});
