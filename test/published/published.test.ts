import { expect, test } from 'vitest';
import type { Kind } from '../../src/core/domain/announcement.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { NOTHING_AMISS, openPlay, type Player } from '../stories/play.ts';
import { type Random, randomFrom } from '../stories/random.ts';
import { regionOf, type Town } from '../stories/region.ts';
import { type Draft, type Edit, type Writer, writerOf } from '../stories/writer.ts';
import { changedFacts, instruction } from './facts.ts';
import { claimsIn, contradictions, type Files } from './reader.ts';

const MINUTE = 60_000;
const FAULTS = [
  { kind: 'accepted-then-cut' },
  { kind: 'refused-before' },
  { kind: 'rate-limited', resetAfterMs: 5 * MINUTE },
  { kind: 'unavailable', accepted: true },
  { kind: 'reply-refused' },
] as const;
const KINDS: readonly Kind[] = ['outage', 'status', 'services', 'appointments', 'contacts', 'restoration'];
const EDITS: readonly Edit[] = [
  ...(['facts', 'facts', 'facts', 'facts', 'facts', 'facts', 'facts', 'facts'] as const),
  ...([
    'say something',
    'say something',
    'say something',
    'say something',
    'own words',
    'recurring',
  ] as const),
  ...(['correct', 'withdraw', 'say again', 'take out'] as const),
];
const ROUNDS_MAX = 6;
const STEPS_MAX = 5;
/** What is in doubt is settled by then, once the platforms answer again. */
const SETTLED_MINUTES = 30;

function townsFrom(random: Random): readonly Town[] {
  return Array.from({ length: random.whole(1, 3) }, (_, index) => {
    const letter = 'ABC'[index - 1];
    const name =
      index === 0
        ? { de: 'Kreis Oberland', en: 'Oberland district' }
        : { de: `Stadt ${letter}berg`, en: `Town of ${letter}berg` };
    const facts = { instruction: instruction(100 + index) };
    const id = index === 0 ? 'kreis' : `stadt-${index}`;
    return { id, name, facts, onX: random.next(0.5), english: random.next(0.5) };
  });
}

function pressOf(random: Random, towns: readonly Town[], { system }: Player): Writer {
  const isReadable = (draft: Draft) => {
    try {
      system.configuration(JSON.stringify(draft));
      return true;
    } catch (error) {
      if (error instanceof OperatorError) return false;
      throw error;
    }
  };
  return writerOf({
    random,
    towns: towns.map(({ id }) => id),
    draft: {
      incident: {
        ...{ id: 'it', mode: 'live', phase: 'investigating' },
        ...{ title: { de: 'IT-Ausfall', en: 'IT outage' }, started: '2026-11-24 05:00' },
      },
      facts: { all: { reach: { phone: 'down', website: 'down', email_out: 'down' } } },
      announcements: [{ id: 'outage', kind: 'outage', post_as: towns.map(({ id }) => id) }],
    },
    kinds: KINDS,
    service: () => random.one(['id-cards', 'vehicle-registration', 'registry-office']),
    contact: () => 'hotline',
    words: () => ({
      de: 'Ein Hinweis von uns, { $who }. Fragen: { $phone }.',
      en: 'A note by us, { $who }. Questions: { $phone }.',
    }),
    changed: (facts, town) => changedFacts(random, facts, random.next(0.25) ? 'all' : town),
    isTimed: false,
    isReadable,
  });
}

/** Plays a story and reads what is published after every bit of work. Returns how much it saw. */
async function play(seed: number): Promise<{ claims: number; contradicted: number }> {
  const random = randomFrom(seed);
  const towns = townsFrom(random);
  await using player = await openPlay({
    region: regionOf(towns),
    needed: 0,
    mode: 'live',
    sabotage: NOTHING_AMISS,
  });
  const { system } = player;
  const press = pressOf(random, towns, player);
  const accounts = [...system.region.accounts.keys()];
  const write = () => JSON.stringify(press.draft);
  const seen = { claims: 0, contradicted: 0 };
  let isPaused = false;

  async function settle(): Promise<void> {
    system.sandbox.clear();
    await player.wait(SETTLED_MINUTES);
    const planned = await system.plan(write());
    if (!isPaused) expect(planned.posts.map(({ intent }) => `${intent.action} ${intent.key}`)).toEqual([]);
    const posts = accounts.flatMap((account) =>
      system.sandbox
        .timeline(account)
        .filter((post) => post.deletedAt === null)
        .map(({ text, at }) => ({ account, text, postedAt: at })),
    );
    const found = contradictions(posts, filesOf(towns, press.draft));
    const listed = new Set(planned.outdated.map(({ entry, says }) => `${entry.account}: ${says}`));
    expect(found.filter(({ post }) => !listed.has(`${post.account}: ${post.text}`))).toEqual([]);
    seen.claims += posts.flatMap(({ text }) => claimsIn(text)).length;
    seen.contradicted += found.length;
  }

  async function step(): Promise<void> {
    if (random.next(0.1)) return system.sandbox.arrange(random.one(accounts), random.one(FAULTS));
    if (random.next(0.04)) {
      isPaused = !isPaused;
      return isPaused ? player.pause() : player.resume();
    }
    press.edit(random.next(0.03) ? 'all-clear' : random.one(EDITS), system.clock.now());
  }

  await player.write(write);
  await settle();
  for (let round = random.whole(3, ROUNDS_MAX); round > 0; round--) {
    for (let left = random.whole(1, STEPS_MAX); left > 0; left--) await step();
    await player.write(write);
    await player.wait(random.whole(0, 40));
    await settle();
  }
  expect(await player.violations(await player.calm())).toEqual([]);
  return seen;
}

function filesOf(towns: readonly Town[], { incident, facts }: Draft): Files {
  return {
    posterOf: new Map(
      towns.flatMap(({ id }) => ['x', 'mastodon'].map((channel) => [`${id}-${channel}`, id])),
    ),
    names: new Map(towns.map(({ id, name }) => [id, Object.values(name).map(String)])),
    facts: new Map(
      towns.map(({ id, facts: prepared }) => [id, [facts.all ?? {}, prepared, facts[id] ?? {}]]),
    ),
    phase: String(incident.phase),
  };
}

/** Others: AUSRUFER_SEED=4711 AUSRUFER_RUNS=200 npx vitest run test/published */
const SEED = Number(process.env.AUSRUFER_SEED ?? 1);
const RUNS = Number(process.env.AUSRUFER_RUNS ?? 5);

test('whatever happens in whatever order, planning again plans nothing, and every post that contradicts the facts is listed', async () => {
  const seen = { claims: 0, contradicted: 0 };
  for (let seed = SEED; seed < SEED + RUNS; seed++) {
    const { claims, contradicted } = await play(seed).catch((error) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
    seen.claims += claims;
    seen.contradicted += contradicted;
  }
  expect(seen.claims).toBeGreaterThan(20 * RUNS);
  expect(seen.contradicted).toBeGreaterThan(RUNS);
});
