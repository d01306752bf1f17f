import fc from 'fast-check';
import type { Channel } from '../../src/core/domain/channel.ts';
import type { TestProgram } from '../fixtures/program.ts';
import type { Sabotage } from '../stories/play.ts';
import { startWireServer } from './answers.ts';
import { command, commandViolation, openCommands } from './commands.ts';
import { damagedFile, fileViolation, shippedFiles } from './files.ts';
import { playedFrom, story } from './story.ts';
import { channelTo, exchange, violationOf } from './wire.ts';

export const TARGETS = ['answers', 'files', 'commands', 'stories', 'losses'] as const;
export type Target = (typeof TARGETS)[number];

/** How often, from which seed, and of that, where a path is given, exactly this one. */
export interface Extent {
  readonly runs: number;
  readonly seed: number;
  readonly path: string | null;
}

export interface Verdict {
  readonly target: Target;
  readonly runs: number;
  /** Published posts of all stories. */
  readonly posts: number;
  /** The case that was found, made as small as can be where that is cheap, with how to see it again. Null: all is well. */
  readonly violation: { readonly words: string; readonly path: string } | null;
}

/** Replaces parts of the program, so that the checkers can be seen to fail. */
export interface Replacements {
  readonly channel: (channel: Channel) => Channel;
  readonly configuration: Sabotage;
  readonly program: (program: TestProgram) => TestProgram;
}
export const AS_IT_IS: Replacements = {
  channel: (channel) => channel,
  configuration: (configuration) => configuration,
  program: (program) => program,
};

/** Answers on the wire under the real clients; files of the operator's; commands as somebody types them; stories
 * through the whole program, with mishaps or with the loss of the ledger. */
export async function fuzz(target: Target, extent: Extent, parts: Replacements): Promise<Verdict> {
  switch (target) {
    case 'answers': {
      await using server = await startWireServer();
      const channels = {
        x: parts.channel(channelTo(server, 'x')),
        mastodon: parts.channel(channelTo(server, 'mastodon')),
      };
      return await found(target, extent, exchange, async (one) => ({
        posts: 0,
        wrong: await violationOf(server, one.channel === 'x' ? channels.x : channels.mastodon, one),
      }));
    }
    case 'files': {
      const shipped = await shippedFiles();
      return found(target, extent, damagedFile, async (one) => ({
        posts: 0,
        wrong: fileViolation(shipped, one),
      }));
    }
    case 'commands': {
      await using program = parts.program(await openCommands());
      return await found(target, extent, command, async (words) => ({
        posts: 0,
        wrong: await commandViolation(program, words),
      }));
    }
    case 'stories':
    case 'losses':
      return found(target, extent, story, async (one) => {
        const { violations, posts } = await playedFrom(one, parts.configuration, target === 'losses');
        return { posts, wrong: violations.length === 0 ? null : violations.join('\n') };
      });
    default:
      return target satisfies never;
  }
}

async function found<Case>(
  target: Target,
  { runs, seed, path }: Extent,
  cases: fc.Arbitrary<Case>,
  judge: (one: Case) => Promise<{ readonly posts: number; readonly wrong: string | null }>,
): Promise<Verdict> {
  let posts = 0;
  const property = fc.asyncProperty(cases, async (one) => {
    const verdict = await judge(one);
    posts += verdict.posts;
    if (verdict.wrong !== null) throw new Error(verdict.wrong);
  });
  const result = await fc.check(property, {
    numRuns: runs,
    seed,
    // A story takes seconds: a smaller one would have to be looked for through hundreds.
    endOnFailure: path !== null || target === 'stories' || target === 'losses',
    ...(path !== null && { path }),
  });
  const violation = result.failed
    ? {
        words: `${result.errorInstance}\n${fc.stringify(result.counterexample)}`.slice(0, WORDS_MAX),
        path: result.counterexamplePath ?? '',
      }
    : null;
  return { target, runs: result.numRuns, posts, violation };
}

const WORDS_MAX = 20_000;
