/** Chance that repeats itself: the same seed draws the same numbers for ever. */
export interface Random {
  /** From 0, included, to 1, excluded. */
  unit(): number;
  /** From `least`, included, to `most`, excluded. */
  between(least: number, most: number): number;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  /** Short spans are as likely as long ones: each doubling has the same share. */
  span(leastMs: number, mostMs: number): number;
  next(probability: number): boolean;
  /** One of several. Throws where there is none. */
  one<Value>(values: readonly Value[]): Value;
  /** Draws of its own, so that what one draws more or less often changes nothing for the others. */
  branch(name: string): Random;
}

/** Mulberry32 by Tommy Ettinger, public domain: 32 bits of state, good enough to make trouble with. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + unit() * (most - least);
  return {
    unit,
    between,
    whole: (least, most) => Math.floor(between(least, most + 1)),
    span: (leastMs, mostMs) => Math.round(leastMs * (mostMs / leastMs) ** unit()),
    next: (probability) => unit() < probability,
    one(values) {
      const value = values[Math.floor(unit() * values.length)];
      if (value === undefined) throw new RangeError('nothing to choose from');
      return value;
    },
    branch: (name) => randomFrom(mixedWith(seed, name)),
  };
}

/** FNV-1a over the name, begun with the seed. */
function mixedWith(seed: number, name: string): number {
  let hash = Math.imul(seed ^ 0x811c9dc5, 0x01000193);
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
