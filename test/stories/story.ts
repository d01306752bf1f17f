import { OperatorError } from '../../src/core/domain/errors.ts';
import type { Fault } from '../../src/sandbox/fault.ts';
import { openPlay, type Player, type PlayOptions } from './play.ts';
import type { Random } from './random.ts';
import { type Draft, type Edit, type Writer, type WriterOptions, writerOf } from './writer.ts';

/** What happens besides edits. `damage`: the file is read while somebody types in it. */
const MISHAPS = ['fault', 'pause', 'restart', 'draft', 'approve', 'damage'] as const;
type Mishap = (typeof MISHAPS)[number];

/** A few hours of an incident, played through the whole program. */
export interface Story extends PlayOptions {
  readonly random: Random;
  readonly writer: Omit<WriterOptions, 'random' | 'isReadable'>;
  readonly happens: readonly (Edit | Mishap)[];
  readonly fault: () => Fault;
}

/** What can be looked at between two bits of work. */
export interface Scene {
  readonly player: Player;
  readonly draft: Draft;
  readonly isPaused: boolean;
}

const ROUNDS_MAX = 6;
const STEPS_MAX = 5;

/** Each as often as its weight says. */
export function weighted<Name extends string>(weights: Partial<Record<Name, number>>): readonly Name[] {
  return Object.entries<number | undefined>(weights).flatMap(([name, weight = 0]) =>
    Array.from({ length: weight }, () => name as Name),
  );
}

/** Plays a story to its end. `look` is called after every bit of work. What went wrong, and how many posts there were. */
export async function played(
  story: Story,
  look: (scene: Scene) => Promise<void>,
): Promise<{ readonly violations: readonly string[]; readonly posts: number }> {
  const { random } = story;
  await using player = await openPlay(story);
  const { system } = player;
  const accounts = [...system.region.accounts.keys()];
  let isPaused = false;
  let isDraft = false;
  /** What nobody could read. The program is shown it all the same. */
  let refused: Draft | null = null;
  const writer: Writer = writerOf({
    ...story.writer,
    random,
    isReadable(draft) {
      const isReadable = canRead(player, textOf(draft, story.mode));
      if (!isReadable) refused = draft;
      return isReadable;
    },
  });

  async function happen(what: Edit | Mishap): Promise<void> {
    switch (what) {
      case 'fault':
        return system.sandbox.arrange(random.one(accounts), story.fault(), random.whole(1, 2));
      case 'pause':
        isPaused = !isPaused;
        return isPaused ? player.pause() : player.resume();
      case 'restart':
        return player.restart();
      case 'draft':
        isDraft = !isDraft;
        return player.setDraft(isDraft);
      case 'approve':
        return player.approve(random.one([0.5, 1]));
      case 'damage': {
        const [from, characters] = [random.unit(), random.whole(0, 40)];
        const put = random.one(['', '"', '}', '\n- ', ': ', '\u0000', '{']);
        return player.write((mode) => {
          const text = textOf(writer.draft, mode);
          const at = Math.floor(from * text.length);
          return text.slice(0, at) + put + text.slice(at + characters);
        });
      }
      default: {
        if (writer.edit(what, system.clock.now()) || refused === null) return;
        const unreadable = refused;
        return player.write((mode) => textOf(unreadable, mode));
      }
    }
  }

  const write = () => player.write((mode) => textOf(writer.draft, mode));
  const seen = () => look({ player, draft: writer.draft, isPaused });
  await write();
  await seen();
  for (let round = random.whole(3, ROUNDS_MAX); round > 0; round--) {
    for (let left = random.whole(1, STEPS_MAX); left > 0; left--) await happen(random.one(story.happens));
    await write();
    await player.wait(random.whole(0, 40));
    await seen();
  }
  const violations = await player.violations(await player.calm());
  return { violations, posts: accounts.flatMap((account) => system.everPosted(account)).length };
}

function textOf({ incident, ...rest }: Draft, mode: string): string {
  return JSON.stringify({ incident: { ...incident, mode }, ...rest }, null, 1);
}

function canRead({ system }: Player, text: string): boolean {
  try {
    system.configuration(text);
    return true;
  } catch (error) {
    if (error instanceof OperatorError) return false;
    throw error;
  }
}
