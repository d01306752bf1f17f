import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import { KINDS } from '../../src/core/domain/announcement.ts';
import { channelWithId } from '../../src/core/domain/channel.ts';
import { everythingSaid, factSets, type Said } from '../fixtures/fact-sets.ts';

const sets = await factSets();
const { said } = await everythingSaid(sets);
const LANGUAGES = { de: 'German', en: 'English' };

function shown({ channel, text, length, limit, held }: Said): string {
  const where = channelWithId(CHANNELS, channel).name;
  if (text === null) return `**${where}**: nothing is said. ${held ?? ''}`.trim();
  return `**${where}**: ${length} of ${limit}\n\n\`\`\`\n${text}\n\`\`\``;
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
