import { z } from 'zod';
import { KINDS, type Kind } from '../../core/domain/announcement.ts';
import { mistake } from '../../core/domain/errors.ts';
import { type Layout, type Outline, PARTS, type Part } from '../../core/domain/layout.ts';
import { nearest } from '../nearest.ts';
import { objection, readChecked } from '../yaml/check.ts';
import { checkedText } from '../yaml/fields.ts';

const parts = z.array(z.enum(PARTS)).max(PARTS.length);
const outline = checkedText((text) => {
  const parts = placesIn(text).map((name) => name.replace(/\?$/, ''));
  const unknown = parts.find((part) => !isPart(part));
  if (unknown !== undefined)
    return mistake('unknown-name.part', { part: unknown, meant: nearest(unknown, PARTS) });
  const twice = parts.find((part, nth) => parts.indexOf(part) < nth);
  return twice === undefined ? null : mistake('unknown-name.placed-twice', { part: twice });
}).describe(
  'Lines of parts, as a reader sees them; an empty line begins a paragraph. A part with ? may give way.',
);

/** `messages/layout.yaml` as written. */
const layoutSchema = z
  .strictObject({
    never_dropped: parts.describe('Parts that are never left out, the most important first.'),
    droppable: parts.describe('Parts that may be left out, the most important first.'),
    kinds: z.strictObject(
      Object.fromEntries(KINDS.map((kind) => [kind, outline])) as Record<Kind, typeof outline>,
    ),
  })
  .check(({ value, issues }) => {
    const ordered = [...value.never_dropped, ...value.droppable];
    for (const part of PARTS) {
      const times = ordered.filter((one) => one === part).length;
      if (times === 1) continue;
      const told = mistake(times === 0 ? 'unknown-name.unlisted' : 'unknown-name.listed-twice', { part });
      issues.push(objection(told, value, ['droppable']));
    }
  })
  .meta({ title: 'How texts are put together' });

/** Throws an OperatorError with everything that is wrong with the file. */
export function readLayout(content: string, name: string): Layout {
  const checked = readChecked(layoutSchema, content, name);
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, outlineOf(checked.kinds[kind])]));
  return {
    neverDropped: checked.never_dropped,
    droppable: checked.droppable,
    kinds: kinds as Record<Kind, Outline>,
  };
}

function outlineOf(text: string): Outline {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph.split('\n').map((line) =>
        placesIn(line).map((name) => ({
          part: name.replace(/\?$/, '') as Part,
          mayGo: name.endsWith('?'),
        })),
      ),
    );
}

function placesIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((name) => name !== '');
}

function isPart(name: string): name is Part {
  return (PARTS as readonly string[]).includes(name);
}
