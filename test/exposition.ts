/** One line of what Prometheus is shown. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

/**
 * Reads Prometheus' text format 0.0.4 strictly, as its documentation has it: help and type before the samples of a family,
 * families in one piece, no sample twice, a line feed at the end. Throws where it is anything else.
 */
export function parseExposition(text: string): readonly Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const closed = new Set<string>();
  const seen = new Set<string>();
  const samples: Sample[] = [];
  let family = '';
  const enter = (name: string) => {
    if (name === family) return;
    if (closed.has(name)) throw new Error(`${name} comes in pieces`);
    closed.add(family);
    family = name;
  };
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue;
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment) {
      const [, what = '', name = '', rest = ''] = comment;
      if (!NAME.test(name)) throw new Error(`bad name: ${line}`);
      enter(name);
      if (what === 'HELP' && helped.has(name)) throw new Error(`helped twice: ${line}`);
      if (what === 'HELP') helped.add(name);
      else if (types.has(name) || !TYPES.includes(rest)) throw new Error(`bad type: ${line}`);
      else types.set(name, rest);
      continue;
    }
    if (line.startsWith('#')) throw new Error(`an odd comment: ${line}`);
    const sample = sampleIn(line);
    if (types.get(sample.name) === undefined || !helped.has(sample.name))
      throw new Error(`without type or help: ${line}`);
    enter(sample.name);
    const id = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (seen.has(id)) throw new Error(`twice: ${line}`);
    seen.add(id);
    if (types.get(sample.name) === 'counter' && !(sample.value >= 0)) throw new Error(`below zero: ${line}`);
    samples.push(sample);
  }
  return samples;
}

function sampleIn(line: string): Sample {
  const match = /^([^\s{]+)(?:\{(.*)\})? (\S+)$/.exec(line);
  const [, name = '', labels = '', value = ''] = match ?? [];
  if (!match || !NAME.test(name)) throw new Error(`no sample: ${line}`);
  const number = { NaN: Number.NaN, '+Inf': Infinity, '-Inf': -Infinity }[value] ?? Number(value);
  if (value !== 'NaN' && Number.isNaN(number)) throw new Error(`no number: ${line}`);
  const read: Record<string, string> = {};
  let rest = labels;
  while (rest !== '') {
    const label = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/.exec(rest);
    if (!label?.[1] || label[1] in read) throw new Error(`bad labels: ${line}`);
    read[label[1]] = label[2] ?? '';
    rest = rest.slice(label[0].length);
  }
  return { name, labels: read, value: number };
}
