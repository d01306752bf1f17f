import { describe, expect, test } from 'vitest';
import { file, openDay, REGION, readable } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

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

describe('a text with a secret in it', () => {
  const secret = 'token-of-hemer-x-k3yk3yk3yk3yk3y';
  const desk = 'Notfälle: Anlaufstelle in der Feuerwache.';
  test.each([
    ['as it is', secret],
    ['over two lines', `${secret.slice(0, 10)}\\n${secret.slice(10)}`],
    [
      'in full-width letters',
      secret.replace(/[a-z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
    ],
    ['in base64', Buffer.from(secret).toString('base64')],
  ])('is held with its source and never published, wherever it comes from: %s', async (_, written) => {
    const region = REGION.replace(desk, `Anlaufstelle ${written} da.`);
    const outage = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
    await using program = await openProgramAt('09:00', file({}, outage), { region });
    const { out } = await program.run('plan', '--json');
    const { held } = JSON.parse(out) as { held: { account: string; because: string; advice: string }[] };
    expect(held.map(({ account, because }) => `${account} ${because}`)).toEqual([
      'hemer-x secret',
      'hemer-mastodon secret',
    ]);
    expect(held[0]?.advice).toContain('instruction.text.de of hemer');
    await program.run('run', '--once');
    expect(program.published().filter((text) => text.startsWith('hemer') && text.includes('Stadt'))).toEqual(
      [],
    );
    expect(readable(program.sandbox, ['menden-x'])).toEqual(['menden-x: outage']);
  });
});
