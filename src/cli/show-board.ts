import { setTimeout as pause } from 'node:timers/promises';
import { type PostHistory, postsIn } from '../app/history.ts';
import type { App } from '../app/load.ts';
import { ledgerPlace } from '../app/locate-ledgers.ts';
import { MINUTE } from '../core/domain/clock.ts';
import type { Mode } from '../core/domain/incident.ts';
import type { Key } from '../core/domain/post-key.ts';
import type { Held } from '../core/planning/held.ts';
import { isWorked } from '../sql/sqlite/worker-lock.ts';
import { boardLines, rowWords } from '../staff-words/board.ts';
import { say } from '../staff-words/say.ts';

/** The posts that a command is about. */
interface BoardOf {
  readonly mode: Mode;
  readonly keys: readonly Key[];
  /** Posts that have no entry in the ledger. */
  readonly held?: readonly Held[];
}

/** Between two looks into the ledger, at least. */
const LOOK_EVERY_MS = 500;
/** A look at many posts takes long: of the worker's ledger and machine it takes at most a tenth. */
const WAITS_PER_LOOK = 9;
/** The view ends after so long without a change: a look-up is repeated at least this often. */
const STILL_MS = 10 * MINUTE;

/**
 * Shows what became of some posts. If a worker delivers them it follows the ledger until nothing more happens soon, nothing
 * has changed for `STILL_MS`, the worker has ended or the command is interrupted: at a terminal the board is drawn again,
 * elsewhere each change is a line.
 */
export async function showBoard(
  { runtime, files, options }: App,
  { mode, keys, held = [] }: BoardOf,
): Promise<void> {
  const place = ledgerPlace(files.settings, options.data, mode);
  const accounts = [...files.region.accounts.keys()];
  const meant = new Set(keys);
  let tookMs = 0;
  const look = async () => {
    const from = runtime.steady();
    const all = await postsIn({ runtime, options }, place, {});
    tookMs = runtime.steady() - from;
    return all.filter(({ entry }) => meant.has(entry.key));
  };
  const goesOn = (posts: readonly PostHistory[]) =>
    !runtime.signal.aborted &&
    posts.some(({ soon }) => soon) &&
    place.kind === 'file' &&
    isWorked(place.file);
  let posts = await look();
  if (goesOn(posts)) {
    runtime.err(`${say('worker-delivers')}\n`);
    const known = new Map(posts.map((post) => [post.entry.key, rowWords(post)]));
    let changedAt = runtime.steady();
    const isStill = () => runtime.steady() - changedAt >= STILL_MS;
    while (goesOn(posts) && !isStill()) {
      if (runtime.interactive) runtime.redraw(boardLines(posts, held, accounts));
      await pause(Math.max(LOOK_EVERY_MS, WAITS_PER_LOOK * tookMs), undefined, {
        signal: runtime.signal,
      }).catch(() => {});
      posts = await look();
      for (const post of posts) {
        const words = rowWords(post);
        if (known.get(post.entry.key) === words) continue;
        known.set(post.entry.key, words);
        changedAt = runtime.steady();
        if (!runtime.interactive) runtime.err(`${post.entry.key}  ${words}\n`);
      }
    }
    if (goesOn(posts)) runtime.err(`${say('board-still')}\n`);
  }
  if (posts.length + held.length === 0) return;
  const lines = boardLines(posts, held, accounts);
  if (runtime.interactive) runtime.redraw(lines);
  else runtime.err(`${lines.join('\n')}\n`);
}
