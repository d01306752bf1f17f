import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { ErrorCode } from '../../core/domain/errors.ts';
import type { Flaw, Path } from '../yaml/mistake.ts';

/** How many values all aliases of a file together may stand for. */
const ALIASED_VALUES_MAX = 10_000;

/** The pair of each key, by map. */
export type Pairs = WeakMap<YAMLMap, ReadonlyMap<string, Pair>>;

interface Anchored {
  readonly value: unknown;
  readonly values: number;
}

/** Turns nodes into plain values; by recursion, since the depth of the file was measured before. */
export function valuesIn(root: Node): { value: unknown; flaws: Flaw[]; pairs: Pairs } {
  const flaws: Flaw[] = [];
  const pairs: Pairs = new WeakMap();
  const anchors = new Map<string, Anchored | 'open'>();
  let values = 0;
  let aliased = 0;

  function flaw(path: Path, at: Flaw['at'], code: ErrorCode, message: string, advice: string): void {
    flaws.push({ path, at, code, message, advice });
  }

  function plain(node: Node | null, path: Path): unknown {
    values += 1;
    if (node === null) return null;
    if (isAlias(node)) return valueOfAlias(node.source, path);
    if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str')
      flaw(
        path,
        'value',
        'yaml-tag',
        `the tag \`${node.tag}\` means nothing here`,
        'Remove the word with the exclamation mark.',
      );
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor === undefined) return contentOf(node, path);
    const before = values;
    anchors.set(anchor, 'open');
    const value = contentOf(node, path);
    anchors.set(anchor, { value, values: values - before });
    return value;
  }

  function valueOfAlias(name: string, path: Path): unknown {
    const anchored = anchors.get(name);
    if (anchored === undefined || anchored === 'open') {
      flaw(
        path,
        'value',
        'bad-alias',
        `\`*${name}\` stands for nothing that was written before it`,
        `Write \`&${name}\` before the first of them, or write it out.`,
      );
      return null;
    }
    aliased += anchored.values;
    values += anchored.values;
    if (aliased <= ALIASED_VALUES_MAX) return anchored.value;
    flaw(
      path,
      'value',
      'too-many-aliases',
      `aliases stand for more than ${ALIASED_VALUES_MAX} values`,
      'What many share belongs in the facts of `all` or of a group.',
    );
    return null;
  }

  function contentOf(node: Node, path: Path): unknown {
    if (isMap(node)) return mapOf(node, path);
    if (isSeq(node)) return node.items.map((one, index) => plain(one as Node, [...path, index]));
    return isScalar(node) ? node.value : null;
  }

  function mapOf(map: YAMLMap, path: Path): Record<string, unknown> {
    const known = new Map<string, Pair>();
    pairs.set(map, known);
    const result: Record<string, unknown> = {};
    for (const pair of map.items) {
      const name = isScalar(pair.key) ? pair.key.value : undefined;
      if (typeof name !== 'string' || name === '__proto__') {
        const typed = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : null;
        if (typed !== null) known.set(typed, pair);
        flaw(
          typed === null ? path : [...path, typed],
          'key',
          'bad-key',
          typed ? `the key \`${typed}\` is no name` : 'this key is no name',
          typed
            ? `Keys are text. If it was meant so, put it in quotes: "${typed}".`
            : 'A key is one word before a colon.',
        );
      } else if (known.has(name)) {
        flaw(
          [...path, name],
          (pair.key as Scalar).range?.[0] ?? 'key',
          'duplicate-key',
          `\`${name}\` stands twice`,
          'Keep one of the two: only one can be true.',
        );
      } else {
        known.set(name, pair);
        result[name] = plain(pair.value as Node | null, [...path, name]);
      }
    }
    return result;
  }

  return { value: plain(root, []), flaws, pairs };
}
