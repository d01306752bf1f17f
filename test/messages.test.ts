import { describe, expect, test } from 'vitest';
import { KINDS } from '../src/announcement.ts';
import { everythingSaid, factSets, type Said } from './fact-sets.ts';

const sets = await factSets();
const said = await everythingSaid(sets);
const NAMES = { x: 'X', mastodon: 'Mastodon' };
const LANGUAGES = { de: 'German', en: 'English' };

function shown({ channel, text, length, limit, wordings, held }: Said): string {
  const where = NAMES[channel];
  if (text === null) return `**${where}**: nothing is said. ${held ?? ''}`.trim();
  const chosen = wordings.indexOf(text) + 1;
  return `**${where}**: ${length} of ${limit}, wording ${chosen} of ${wordings.length}\n\n\`\`\`\n${text}\n\`\`\``;
}

describe('the public messages, as a press officer reads them', () => {
  for (const [language, name] of Object.entries(LANGUAGES))
    for (const kind of KINDS)
      test(`${kind} in ${name} reads as its golden file does`, async () => {
        const page = sets.map((set) => {
          const posts = said.filter(
            (one) => one.set === set && one.kind === kind && one.language === language,
          );
          return `## ${set.title}\n\n${posts.map(shown).join('\n\n')}\n`;
        });
        await expect(`# ${kind}, in ${name}\n\n${page.join('\n')}`).toMatchFileSnapshot(
          `golden/${language}/${kind}.md`,
        );
      });
});
