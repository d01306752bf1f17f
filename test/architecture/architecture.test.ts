import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { circles, goesDown, importsBetweenRooms, readSources } from './rooms.ts';

/** Packages that the core may use: a hash, and the arithmetic of cron schedules. */
const PURE = new Set(['node:crypto', 'cron-parser', '@fluent/bundle']);
/** What reaches beyond its arguments. Dates from given instants are fine. */
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bset(?:Timeout|Interval)\(|\bfetch\(|\bprocess\.|\bAbortSignal\.timeout\(/;

const sources = readSources();
const core = sources.filter(({ room }) => room.startsWith('core/'));

describe('the rooms', () => {
  test('every import between rooms goes down', () => {
    const wrong = importsBetweenRooms(sources).filter((one) => !goesDown(one));
    expect(wrong.map(({ from, to }) => `${from.path} imports ${to.path}`)).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    expect(circles(sources)).toEqual([]);
  });

  test('a channel is named in its own folder, and nowhere else', () => {
    const wrong = CHANNELS.flatMap(({ id }) => {
      const name = new RegExp(`(['"\`])${id}\\1|\\bchannels\\??\\.${id}\\b`);
      return sources.filter(({ path, code }) => !path.startsWith(`channels/${id}/`) && name.test(code));
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('the core imports only pure packages and touches no file, clock, chance, network or environment', () => {
    const wrong = core.filter(
      ({ packages, code }) => packages.some((name) => !PURE.has(name)) || IMPURE.test(code),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('below the commands nothing prints, asks, reads arguments or exits by itself', () => {
    const own = /\bprocess\.(?:std(?:in|out|err)|argv|exit)/;
    const wrong = sources.filter(({ room, code }) => room !== 'cli' && own.test(code));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
