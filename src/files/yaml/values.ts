import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { unseenIn, unseenMistake } from '../../core/domain/invisible-characters.ts';
import { type FileMistake, MISTAKES_FOUND_MAX, type Path } from './mistake.ts';

/** How many values all aliases of a file together may repeat. */
const ALIASED_VALUES_MAX = 10_000;

/**
 * Turns nodes into plain values, and leaves out keys that are not text, have a character that nobody sees, or occur twice. It is recursive: the caller has
 * bounded the depth.
 */
export function valuesIn(root: Node): { readonly value: unknown; readonly mistakes: FileMistake[] } {
  const mistakes: FileMistake[] = [];
  /** The value of each anchor, and how many values that is; null while it is being read. */
  const anchors = new Map<string, { readonly value: unknown; readonly count: number } | null>();
  let count = 0;
  let aliased = 0;

  function wrong(node: Node, path: Path, mistake: Mistake): void {
    if (mistakes.length > MISTAKES_FOUND_MAX) return;
    mistakes.push({ path, at: node.range?.[0] ?? 0, ...mistake });
  }

  function plainValue(node: Node | null, path: Path): unknown {
    count += 1;
    if (node === null) return null;
    if (isAlias(node)) return aliasValue(node, path);
    if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str')
      wrong(node, path, mistake('yaml-tag.here', { tag: node.tag }));
    const { anchor } = node as { anchor?: string };
    const before = count;
    if (anchor !== undefined) anchors.set(anchor, null);
    const value = content(node, path);
    if (anchor !== undefined) anchors.set(anchor, { value, count: count - before });
    return value;
  }

  function content(node: Node, path: Path): unknown {
    if (isMap(node)) return mapValue(node, path);
    if (isSeq(node)) return node.items.map((item, index) => plainValue(item as Node, [...path, index]));
    return isScalar(node) ? node.value : null;
  }

  function aliasValue(node: Alias, path: Path): unknown {
    const name = node.source;
    const anchored = anchors.get(name);
    if (!anchored) {
      wrong(node, path, mistake('bad-alias.here', { name }));
      return null;
    }
    aliased += anchored.count;
    count += anchored.count;
    if (aliased <= ALIASED_VALUES_MAX) return anchored.value;
    wrong(node, path, mistake('too-many-aliases.here', { max: ALIASED_VALUES_MAX }));
    return null;
  }

  function mapValue(map: YAMLMap, path: Path): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const pair of map.items) {
      const key = pair.key as Node;
      const name = isScalar(key) ? key.value : null;
      const unseen = typeof name === 'string' ? unseenIn(name) : null;
      if (typeof name !== 'string' || name === '__proto__') {
        const typed = isScalar(key) ? String(key.source ?? key.value) : '';
        const told = typed ? mistake('bad-key.here', { typed }) : mistake('bad-key.unnamed');
        wrong(key ?? map, [...path, typed], told);
      } else if (unseen) {
        wrong(key, [...path, name], unseenMistake(name, unseen));
      } else if (Object.hasOwn(result, name)) {
        wrong(key, [...path, name], mistake('duplicate-key.here', { name }));
      } else result[name] = plainValue(pair.value as Node | null, [...path, name]);
    }
    return result;
  }

  return { value: plainValue(root, []), mistakes };
}
