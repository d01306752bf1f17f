/** Keeps what was worked out, for use cases that need it again and again. Each loading of the files has one. */
export interface Cache {
  /** Returns the value that was kept under this name for exactly these owners, or else keeps and returns that of `make`. */
  kept<Value>(name: string, owners: readonly unknown[], make: () => Value): Value;
}

export function newCache(): Cache {
  const all = new Map<string, { readonly owners: readonly unknown[]; readonly value: unknown }>();
  return {
    kept<Value>(name: string, owners: readonly unknown[], make: () => Value): Value {
      const known = all.get(name);
      if (known && owners.every((owner, index) => owner === known.owners[index])) return known.value as Value;
      const value = make();
      all.set(name, { owners, value });
      return value;
    },
  };
}

/** Returns a function that makes a value when it is first called, and returns the same one from then on. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The value under a key, made and kept where there is none yet. */
export function keptIn<Key, Value>(
  known: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

const REMEMBERED = 1_000;

/** The same function, which remembers its last thousand answers at least. */
export function remembering<Question, Answer>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = recent<Question, Answer>(REMEMBERED);
  return (question) => keptIn(known, question, () => answer(question));
}

/** Values by key. Only the newest are kept: at least `atLeast` of those that were asked for last, at most twice as many. */
export interface Recent<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

export function recent<Key, Value>(atLeast: number): Recent<Key, Value> {
  let younger = new Map<Key, Value>();
  let older = new Map<Key, Value>();
  const set = (key: Key, value: Value) => {
    if (younger.size >= atLeast) {
      older = younger;
      younger = new Map();
    }
    younger.set(key, value);
  };
  return {
    get(key) {
      const young = younger.get(key);
      if (young !== undefined) return young;
      const old = older.get(key);
      if (old !== undefined) set(key, old);
      return old;
    },
    set,
  };
}
