import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KINDS, type Kind } from '../src/announcement.ts';
import type { ChannelId } from '../src/channel.ts';
import type { Language } from '../src/language.ts';
import type { Grounds } from '../src/message.ts';
import type { World } from '../src/world.ts';
import { openWorld, type TestWorld } from './world.ts';

const FOLDER = join(import.meta.dirname, 'golden');
const HALF_PAST_FOUR = Date.parse('2023-10-30T16:30+01:00');
export const NOW = Date.parse('2023-10-30T16:52+01:00');
/** What answers another post, with that post in each set of facts. */
const ANSWERS: readonly Kind[] = ['correction', 'retraction'];

/** A state file of `golden/facts`, whose first line says in words what it holds. */
export interface FactSet {
  readonly name: string;
  readonly title: string;
  readonly state: string;
}

/** What one set of facts gives on one account in one language: a text, or why there is none. */
export interface Said {
  readonly set: FactSet;
  readonly kind: Kind;
  readonly channel: ChannelId;
  readonly language: Language;
  readonly account: string;
  readonly text: string | null;
  readonly length: number;
  readonly limit: number;
  /** Every wording of the message for these facts, longest first. */
  readonly wordings: readonly string[];
  readonly grounds: Grounds | null;
  readonly held: string | null;
}

export async function factSets(): Promise<readonly FactSet[]> {
  const files = (await readdir(join(FOLDER, 'facts'))).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(FOLDER, 'facts', file), 'utf8');
      const [first = ''] = text.split('\n');
      return { name: file.replace('.yaml', ''), title: first.replace('# ', ''), state: complete(text) };
    }),
  );
}

/** Announces every kind that the file itself does not, in the name of the first that it affects. */
function complete(text: string): string {
  const [, poster = ''] = /affects: \[([\w-]+)/.exec(text) ?? [];
  const more: Readonly<Partial<Record<Kind, string>>> = {
    contacts: ', contact: hotline',
    restoration: ', services: [id-cards]',
    notice:
      ', text: {de: "Das Rathaus öffnet am Di., 31.10., erst um 9:00 Uhr.", en: "The town hall will not open until 9:00 on Tue, 31 Oct."}',
    correction: ', corrects: outage',
    retraction: ', withdraws: status',
  };
  // Without a contact there is none to announce: the state file would be refused.
  const can = KINDS.filter((kind) => kind !== 'contacts' || text.includes('hotline:'));
  const lines = can
    .filter((kind) => !text.includes(`kind: ${kind}`))
    .map((kind) => {
      const as = ANSWERS.includes(kind) ? '' : `, post_as: [${poster}]`;
      return `  - {id: ${kind}, kind: ${kind}${as}${more[kind] ?? ''}}\n`;
    });
  return `${text}${text.includes('\nannouncements:') ? '' : 'announcements:\n'}${lines.join('')}`;
}

/** Posts what corrections and retractions answer at half past four; what is planned at 16:52 is what is said. */
export async function everythingSaid(
  sets: readonly FactSet[],
): Promise<{ readonly said: readonly Said[]; readonly world: World }> {
  const region = await readFile(join(FOLDER, 'municipalities.yaml'), 'utf8');
  await using world = await openWorld({ at: HALF_PAST_FOUR, region });
  for (const set of sets) for (const kind of ANSWERS) await world.tick(only(set, kind, false));
  world.clock.advanceTo(NOW);
  const said: Said[] = [];
  for (const set of sets) for (const kind of KINDS) said.push(...(await saidNow(world, set, kind)));
  return { said, world: world.world(sets[0]?.state ?? '') };
}

async function saidNow(world: TestWorld, set: FactSet, kind: Kind): Promise<readonly Said[]> {
  const state = only(set, kind, true);
  const plan = await world.plan(state);
  const planned = world.world(state);
  const affected = [...planned.state.incident.affects][0] ?? '';
  const poster = planned.region.municipalities.get(affected);
  return (poster?.accounts ?? []).flatMap((account) =>
    account.languages.map((language): Said => {
      const post = plan.posts.find(
        ({ intent }) =>
          intent.action === 'publish' &&
          intent.announcement === kind &&
          intent.account === account.id &&
          intent.language === language,
      );
      const held = plan.held.find(
        (one) => one.announcement === kind && one.account === account.id && one.language === language,
      );
      const grounds = plan.recording.grounds.get(post?.intent.grounds ?? '') ?? null;
      const worded = grounds && planned.messages.word(grounds, account.channel, language, NOW);
      return {
        set,
        kind,
        channel: account.channel,
        language,
        account: account.id,
        text: post?.intent.text ?? null,
        length: post?.length ?? 0,
        limit: post?.limit ?? 0,
        wordings:
          worded?.kind === 'worded' ? [...worded.wordings].filter((one) => typeof one === 'string') : [],
        grounds,
        held: held ? `${held.because}. ${held.advice}` : null,
      };
    }),
  );
}

/** The set's state file with one announcement of this kind and, where it answers another, that one; or that one alone. */
function only(set: FactSet, kind: Kind, withIt: boolean): string {
  const [facts = '', announcements = ''] = set.state.split('\nannouncements:\n');
  const entries = announcements.split(/^(?= {2}- )/m);
  const of = (id: string) => entries.find((entry) => new RegExp(`id: ${id}\\b`).test(entry)) ?? '';
  const answer = of(kind);
  const [, original] = /(?:corrects|withdraws): ([\w-]+)/.exec(answer) ?? [];
  const kept = [...(original ? [of(original)] : []), ...(withIt ? [answer] : [])];
  const renamed = ANSWERS.includes(kind) ? facts.replace(/ {2}id: .*/, `  id: ${set.name}-${kind}`) : facts;
  const list = kept.join('');
  return `${renamed}\nannouncements:${list === '' ? ' []' : `\n${list}`}`;
}
