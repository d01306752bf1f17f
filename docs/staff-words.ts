import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SRC = join(import.meta.dirname, '../src');
const WORDS = join(SRC, 'staff-words');

/**
 * The sentences of a catalogue for staff, each with the sorted names that it uses, on the terminal or on a page. A mistake has
 * several: its meaning, `unknown-key`, and those with details, `unknown-key.here`, whose advice may use the same names.
 */
export function namesIn(file: string): ReadonlyMap<string, readonly string[]> {
  const sentences = new Map<string, Set<string>>();
  let id = '';
  let names = new Set<string>();
  for (const line of readFileSync(join(WORDS, file), 'utf8').split('\n')) {
    if (line.startsWith('#')) continue;
    const [, message, attribute, text = ''] = /^(?:([a-z][\w-]*)| +\.([a-z][\w-]*)) *=(.*)$/.exec(line) ?? [];
    id = message ?? id;
    const sentence =
      message ?? (attribute && `${id}.${attribute}`.replace(/[.-](?:advice(?:-on-page)?|on-page)$/, ''));
    if (sentence) names = sentences.get(sentence) ?? new Set();
    if (sentence && (text.trim() !== '' || attribute)) sentences.set(sentence, names);
    for (const [, name = ''] of line.matchAll(/\$(\w+)/g)) names.add(name);
  }
  return new Map([...sentences].map(([sentence, all]) => [sentence, [...all].sort()]));
}

/** Writes a JSON object of the sentences of catalogues, each with its names as keys, from which the compiler knows both. */
function write(path: string, ...files: readonly string[]): void {
  const lines = files
    .flatMap((file) => [...namesIn(file)])
    .map(([id, names]) => `"${id}": {${names.map((name) => `"${name}": 0`).join(', ')}}`);
  writeFileSync(join(SRC, path), `{\n${lines.join(',\n')}\n}\n`);
}

if (import.meta.main) {
  const said = readdirSync(WORDS).filter((file) => file.endsWith('.en.ftl') && file !== 'mistakes.en.ftl');
  write('staff-words/sentences.json', ...said);
  write('core/domain/mistake-sentences.json', 'mistakes.en.ftl');
}
