import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS = join(import.meta.dirname, '../src/words');

/** The sentences of a catalogue for staff, each with the names that it uses, sorted. */
export function namesIn(file: string): ReadonlyMap<string, readonly string[]> {
  const sentences = new Map<string, string[]>();
  let names: string[] = [];
  for (const line of readFileSync(join(WORDS, file), 'utf8').split('\n')) {
    if (line.startsWith('#')) continue;
    const id = /^([a-z][\w-]*) *=/.exec(line)?.[1];
    if (id !== undefined) {
      names = [];
      sentences.set(id, names);
    }
    names.push(...[...line.matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
  }
  return new Map([...sentences].map(([id, all]) => [id, [...new Set(all)].sort()]));
}

/** `src/words/sentences.json`: each sentence with its names as keys, from which the compiler knows both. */
export function sentencesJson(): string {
  const lines = [...namesIn('en.ftl')].map(
    ([id, names]) => `  "${id}": {${names.map((name) => `"${name}": 0`).join(', ')}}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

if (import.meta.main) writeFileSync(join(WORDS, 'sentences.json'), sentencesJson());
