import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import { unseenIn, unseenMistake } from '../../core/domain/invisible-characters.ts';
import { type FileMistake, MISTAKES_FOUND_MAX, type Path } from './mistake.ts';

/**
 * Turns nodes into plain values, and leaves out aliases, and keys that are not text, have a character that nobody sees, or
 * occur twice. A PDF or a Mac gives an umlaut as two characters: texts are put together, so that what looks alike is the same.
 * It is recursive: the caller has bounded the depth.
 */
export function valuesIn(root: Node): { readonly value: unknown; readonly mistakes: FileMistake[] } {
  const mistakes: FileMistake[] = [];

  function wrong(node: Node, path: Path, mistake: Mistake): void {
    if (mistakes.length > MISTAKES_FOUND_MAX) return;
    mistakes.push({ path, at: node.range?.[0] ?? 0, ...mistake });
  }

  function plainValue(node: Node | null, path: Path): unknown {
    if (node === null) return null;
    if (isAlias(node)) {
      wrong(node, path, mistake('bad-alias.here', { name: node.source }));
      return null;
    }
    if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str')
      wrong(node, path, mistake('yaml-tag.here', { tag: node.tag }));
    if (isMap(node)) return mapValue(node, path);
    if (isSeq(node)) return node.items.map((item, index) => plainValue(item as Node, [...path, index]));
    if (!isScalar(node)) return null;
    return typeof node.value === 'string' ? node.value.normalize() : node.value;
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
