import type { Channel } from '../../src/core/domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import type { Random } from '../stories/random.ts';
import type { Meet } from './hardship.ts';
import { NEVER, type Time } from './time.ts';

/** How often a worker comes to harm at one of its steps. */
export interface Frailty {
  readonly crash: number;
  readonly freeze: number;
  readonly freezeMsMax: number;
  /** From then on nothing happens to anybody. */
  readonly endsAt: Instant;
}

/** The life of one worker: steps that take time, freezes, and its end. */
export interface Life {
  readonly ended: Promise<void>;
  isOver(): boolean;
  /** The ledger, and later the platform, as this worker meets them: between any two steps it may crash or freeze. */
  ledger(ledger: Ledger): Ledger;
  channel(channel: Channel): Channel;
  /** Between two steps. Of a worker that crashed no promise ever resolves. */
  step(): Promise<void>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  end(): void;
}

/** Steps between which no process may freeze, as promise 1 says: the last check of a claim, and its send. */
const LAST_CHECK = 'holds';
const SENDS: ReadonlySet<PropertyKey> = new Set(['publish', 'edit', 'delete']);
const CALLS: ReadonlySet<PropertyKey> = new Set([...SENDS, 'identity', 'limits', 'read', 'timeline']);

export function lifeOf(time: Time, random: Random, frailty: Frailty, meet: Meet): Life {
  let over = false;
  let frozenUntil = 0;
  let tell: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    tell = resolve;
  });

  function end(): void {
    over = true;
    tell();
  }

  const nobody = () => new Promise<never>(() => {});

  async function crashOr(mayFreeze: boolean): Promise<void> {
    if (over) return nobody();
    const frail = time.now() < frailty.endsAt;
    if (frail && random.next(frailty.crash)) {
      meet('crashes');
      end();
      return nobody();
    }
    if (frail && mayFreeze && random.next(frailty.freeze)) {
      meet('freezes');
      const ms = random.span(2 * SECOND, frailty.freezeMsMax);
      // Either the whole process freezes, or only what it was doing here.
      if (random.next(0.5)) frozenUntil = time.now() + ms;
      else await time.sleep(ms, NEVER);
    } else if (random.next(0.3)) await time.sleep(random.whole(1, 40), NEVER);
    if (mayFreeze) await time.sleep(frozenUntil - time.now(), NEVER);
    if (over) return nobody();
  }

  function wrapped<Target extends object>(target: Target, isStep: (name: PropertyKey) => boolean): Target {
    const kept = new Map<PropertyKey, unknown>();
    return new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function' || !isStep(name)) return value;
        const known = kept.get(name);
        if (known) return known;
        const call = async (...given: unknown[]) => {
          await crashOr(!SENDS.has(name) && name !== LAST_CHECK);
          const result: unknown = await Reflect.apply(value, object, given);
          await crashOr(name !== LAST_CHECK);
          return result;
        };
        kept.set(name, call);
        return call;
      },
    });
  }

  return {
    ended,
    isOver: () => over,
    ledger: (ledger) => wrapped(ledger, () => true),
    channel: (channel) => wrapped(channel, (name) => CALLS.has(name)),
    step: () => crashOr(true),
    async sleep(ms, signal) {
      await time.sleep(ms, signal);
      await time.sleep(frozenUntil - time.now(), NEVER);
      if (over) return nobody();
    },
    end,
  };
}

/** Longer than a claim and a quiet time together. */
export const FREEZE_MS_MAX = 15 * MINUTE;
