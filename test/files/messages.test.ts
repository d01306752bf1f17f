import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { KINDS, type Kind } from '../../src/core/domain/announcement.ts';
import { channelWithId } from '../../src/core/domain/channel.ts';
import type { Phase } from '../../src/core/domain/facts.ts';
import type { Localized } from '../../src/core/domain/language.ts';
import { wordingFor } from '../../src/core/wording/fill.ts';
import { readMessages } from '../../src/files/messages/messages.ts';
import { everythingSaid, factSets, NOW, type Said } from '../fixtures/fact-sets.ts';
import { complaints } from '../fixtures/small-files.ts';
import { openSystem } from '../fixtures/system.ts';

const sets = await factSets();
const { said, configuration } = await everythingSaid(sets);
const LANGUAGES = { de: 'German', en: 'English' };

function shown({ channel, text, length, limit, wordings, held }: Said): string {
  const where = channelWithId(CHANNELS, channel).name;
  if (text === null) return `**${where}**: nothing is said. ${held ?? ''}`.trim();
  const chosen = wordings.indexOf(text) + 1;
  return `**${where}**: ${length} of ${limit}, wording ${chosen} of ${wordings.length}\n\n\`\`\`\n${text}\n\`\`\``;
}

describe('the public messages, as a press officer reads them', () => {
  for (const [language, name] of Object.entries(LANGUAGES))
    for (const kind of KINDS)
      test(`${kind} in ${name} reads as its golden file does`, async () => {
        const page = sets.map((set) => {
          const posts = said.filter(
            (one) => one.set === set && one.kind === kind && one.language === language,
          );
          return `## ${set.title}\n\n${posts.map(shown).join('\n\n')}\n`;
        });
        await expect(`# ${kind}, in ${name}\n\n${page.join('\n')}`).toMatchFileSnapshot(
          `golden/${language}/${kind}.md`,
        );
      });
});

/** Every wording there is, whether or not an account took it. */
const wordings = said.flatMap(({ wordings: texts, set, kind, language }) =>
  texts.map((text) => ({ text, from: `${set.name} ${kind} ${language}` })),
);

describe('each text, in each of its wordings', () => {
  test('is a whole text: nothing doubled, empty, cut off or left to fill in', () => {
    expect(wordings.length).toBeGreaterThan(500);
    for (const { text, from } of wordings) {
      expect(text, from).toBe(text.trim());
      expect(text, from).not.toMatch(/ {2}|\n{3}| \n|\n /);
      expect(text, from).not.toMatch(/null|undefined|\{\{|\}\}|\{%|%\}|[\uE000\uE001]/);
      expect(text, from).not.toMatch(/[:,;–] ?[.,;:)]|\.\.|\( ?\)|\( | [.,;:)]|:(\n|$)|Uhr Uhr/);
      expect(text, from).toMatch(/[.!?]$|https:\S+$|#\S+$/);
    }
  });

  test('is at most as long as the account allows', () => {
    for (const { text, length, limit, set } of said)
      if (text !== null) expect(length, set.name).toBeLessThanOrEqual(limit);
  });

  test('opens a hashtag, a bracket or quotation mark only to close it, and uses German ones in German', () => {
    for (const { text, from } of wordings) {
      expect(text.split('(').length, from).toBe(text.split(')').length);
      expect(text, from).not.toMatch(/["']/);
    }
  });

  test('never says that something works when nobody knows whether it does', () => {
    const works =
      /In Betrieb:|Möglich:|ieder möglich:|[rn], finden statt|Termine finden statt|Working:|Available/;
    for (const { text, from } of wordings.filter(({ from }) => from.startsWith('unknown ')))
      expect(text, from).not.toMatch(works);
    const working = /(In Betrieb|Working|Möglich|Available): ([^.]*)\./g;
    for (const { text, from } of wordings.filter(({ from }) => /^(partly-back|everything-known) /.test(from)))
      for (const [, , list] of text.matchAll(working))
        expect(list, from).not.toMatch(/E-Mail-Empfang|incoming email|Wohngeld|housing benefit/);
  });
});

/** What is said at each limit, from the widest down, until no wording fits. */
function asSpaceGetsShort(one: Said): readonly string[] {
  const { snapshot } = one;
  const account = configuration.region.accounts.get(one.account);
  if (!snapshot || !account) return [];
  const worded = configuration.messages.word(snapshot, one.channel, one.language, NOW);
  const wordings = worded.kind === 'worded' ? [...worded.wordings] : [];
  const messages = { ...configuration.messages, word: () => ({ kind: 'worded' as const, wordings }) };
  const texts: string[] = [];
  for (let characters = 1_500; characters >= 60; characters -= 1) {
    const limits = new Map([[account.id, { characters, perUrl: 23 }]]);
    const fitting = wordingFor({ ...configuration, limits, messages }, NOW).fit(
      snapshot,
      account,
      one.language,
    );
    if (fitting.kind !== 'fitting') break;
    texts.push(fitting.text);
    // No other wording is taken before this one no longer fits.
    characters = fitting.length;
  }
  return texts;
}

const crowded = said.filter(
  ({ set, text }) => text !== null && ['everything-known', 'longest-names', 'exercise'].includes(set.name),
);
const shrunk = crowded.map((one) => ({ one, texts: asSpaceGetsShort(one) }));

function wordsOf(words: Localized | undefined, language: string): string {
  return words?.[language] ?? '';
}

/** Names of what is unaffected, and of the services that are off, as this text would have them. */
function namesIn({ snapshot, language }: Said) {
  const named = (id: string) => wordsOf(configuration.services.get(id)?.name, language);
  const off = Object.entries(snapshot?.facts.services ?? {}).filter(
    ([, one]) => one.status === 'unavailable',
  );
  return {
    unaffected: snapshot?.facts.unaffected.map(named) ?? [],
    off: off.map(([id]) => named(id)),
    phones: Object.values(snapshot?.facts.contacts ?? {}).flatMap((one) => one.phone ?? []),
    instruction: wordsOf(snapshot?.facts.instruction?.text, language),
  };
}

const all = (text: string | undefined, names: readonly string[]) =>
  names.length > 0 && names.every((name) => text?.includes(name));

describe('when space is short', () => {
  test('hashtags go first, then what is unaffected, then the list of services, and none of them returns', () => {
    const seen = { hashtags: 0, unaffected: 0, services: 0 };
    for (const { one, texts } of shrunk) {
      const { unaffected, off } = namesIn(one);
      const longest = texts[0];
      const facts = [
        { name: 'hashtags', is: (text: string) => text.includes('#') },
        { name: 'unaffected', is: (text: string) => all(text, unaffected) },
        { name: 'services', is: (text: string) => all(text, off) },
      ] as const;
      const had = facts.filter(({ is }) => is(longest ?? ''));
      for (const { name } of had) seen[name] += 1;
      const lastShown = had.map(({ is }) => texts.findLastIndex(is));
      const where = `${one.set.name} ${one.kind} ${one.channel} ${one.language}`;
      expect(lastShown, where).toEqual([...lastShown].sort((a, b) => a - b));
      expect(new Set(lastShown).size, where).toBe(lastShown.length);
      for (const { is } of had) expect(texts.map(is).join(), where).toMatch(/^true(,true)*(,false)*$/);
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  test('a link to the list takes the place of the list of services', () => {
    const listing: readonly Kind[] = ['outage', 'status', 'appointments', 'services'];
    for (const { one, texts } of shrunk) {
      // Three services take less room than a link: there the list stays to the end.
      if (!listing.includes(one.kind) || one.set.name === 'exercise') continue;
      const { off } = namesIn(one);
      const withLink = texts.filter((text) => /(Liste der Leistungen|List of services): https:/.test(text));
      expect(withLink.length, `${one.set.name} ${one.kind}`).toBeGreaterThan(0);
      for (const text of withLink) expect(all(text, off)).toBe(false);
    }
  });

  test('what to do and phone numbers never go; a correction or retraction gives up its standing instruction last', () => {
    let checked = 0;
    for (const { one, texts } of shrunk) {
      const { instruction, phones } = namesIn(one);
      const where = `${one.set.name} ${one.kind} ${one.channel} ${one.language}`;
      const amends = one.kind === 'correction' || one.kind === 'retraction';
      if (one.kind !== 'notice')
        for (const text of amends ? texts.slice(0, -1) : texts) expect(text, where).toContain(instruction);
      const said = phones.filter((phone) => texts[0]?.includes(phone));
      checked += said.length;
      for (const text of texts) for (const phone of said) expect(text, where).toContain(phone);
    }
    expect(checked).toBeGreaterThan(20);
  });
});

const FOLDER = join(import.meta.dirname, '../../messages');

async function shipped(): Promise<Map<string, string>> {
  const paths = (await readdir(FOLDER, { recursive: true })).filter((path) => path.endsWith('.liquid'));
  return new Map(
    await Promise.all(
      paths.map(async (path) => [`messages/${path}`, await readFile(join(FOLDER, path), 'utf8')] as const),
    ),
  );
}

describe('a misspelt name is refused at reading, with its line and the right spelling', () => {
  const places: readonly (readonly [string, string, string])[] = [
    ['a message', 'de/status.liquid', '{{ instrution }}'],
    ['a branch that is not taken', 'de/status.liquid', '{% if false %}{{ instrution }}{% endif %}'],
    [
      'a field in a branch that is not taken',
      'en/outage.liquid',
      '{% unless reach %}{{ reach.phnoe }}{% endunless %}',
    ],
    ['a part', 'de/_next.liquid', '{{ instrution }}'],
    ['a part, in a branch that is not taken', 'en/_next.liquid', '{% if false %}{{ instrution }}{% endif %}'],
    ['a part that no message uses', 'en/_unused.liquid', '{{ instrution }}'],
  ];
  for (const [where, path, words] of places)
    test(where, async () => {
      const texts = await shipped();
      const text = texts.get(`messages/${path}`) ?? '';
      texts.set(`messages/${path}`, `${text}\n${words}\n`);
      const line = text.split('\n').length + 1;
      const found = complaints(() =>
        readMessages(
          texts,
          configuration.services,
          configuration.settings.zone,
          CHANNELS.map((channel) => channel.id),
        ),
      );
      expect(found.join('\n')).toMatch(/unknown-name: .*(instrution|phnoe).*(instruction|phone)/);
      expect(
        found.some((one) => one.startsWith(`${line}:`)),
        found.join('\n'),
      ).toBe(true);
    });
});

test('a part is named in quotes: one that a variable names could be any, and nobody could check it', async () => {
  const texts = await shipped();
  texts.set('messages/de/status.liquid', '{% render phase %}\n');
  const found = complaints(() =>
    readMessages(
      texts,
      configuration.services,
      configuration.settings.zone,
      CHANNELS.map((channel) => channel.id),
    ),
  );
  expect(found.join('\n')).toMatch(/^1:1 message-broken: .*quotes/m);
});

test('a message file with a character that nobody sees is refused, with its place', async () => {
  const texts = await shipped();
  texts.set('messages/de/status.liquid', 'Lage:\r\nnoch\u202E offen\n');
  const found = complaints(() =>
    readMessages(
      texts,
      configuration.services,
      configuration.settings.zone,
      CHANNELS.map((channel) => channel.id),
    ),
  );
  expect(found.join('\n')).toMatch(/^2:5 unseen-character: .*U\+202E/m);
});

test('a mistake that only some facts bring to light holds the text that it is in, and no other', async () => {
  const texts = await shipped();
  const path = 'messages/de/status.liquid';
  const hidden =
    "{% if phase == 'monitoring' %}{% for one in services %}{{ one.nmae }}{% endfor %}{% endif %}";
  texts.set(path, `${texts.get(path)}\n${hidden}\n`);
  const broken = readMessages(
    texts,
    configuration.services,
    configuration.settings.zone,
    CHANNELS.map((channel) => channel.id),
  );
  const snapshot = said.find(
    ({ set, kind }) => set.name === 'everything-known' && kind === 'status',
  )?.snapshot;
  if (!snapshot) throw new Error('there is no status that knows everything');
  const word = (phase: Phase, language: string) =>
    broken.word({ ...snapshot, facts: { ...snapshot.facts, phase } }, 'mastodon', language, NOW);
  expect(word('monitoring', 'de')).toMatchObject({ kind: 'unworded', because: 'message-broken' });
  expect(word('monitoring', 'en').kind).toBe('worded');
  expect(word('workaround', 'de').kind).toBe('worded');
});

test('a missing translation is held in its language and said in the other, never in the wrong one', async () => {
  const region = await readFile(join(import.meta.dirname, 'golden/municipalities.yaml'), 'utf8');
  await using open = await openSystem({ at: NOW, region });
  const state = (
    facts: string,
  ) => `incident: {id: i, mode: live, title: {de: IT-Ausfall, en: IT outage}, started: "2023-10-30 01:01"}
facts: {siegen: ${facts}}
announcements: [{id: status, kind: status, post_as: [siegen]}]
`;
  for (const facts of [
    '{instruction: {de: Bitte zu Hause bleiben.}}',
    '{services: {id-cards: {status: limited, alternative: {de: nur Abholung}}}}',
    '{appointments: {policy: limited, note: {de: Nur vormittags.}}}',
    '{email: {note: {de: Bitte anrufen.}}}',
    '{contacts: {desk: {name: {de: Infotisch}, place: {de: Rathaus}}}}',
  ]) {
    const planned = await open.plan(state(facts));
    expect(new Set(planned.posts.map(({ intent }) => intent.language)), facts).toEqual(new Set(['de']));
    const held = planned.held.map((one) => `${one.account}/${one.language} ${one.because}`);
    expect(held.sort(), facts).toEqual([
      'siegen-mastodon/en missing-translation',
      'siegen-x/en missing-translation',
    ]);
  }
});
