import type { Migration } from './migration.ts';

/**
 * The words of a kind have a digest for each language: a change of Turkish words takes no approval from German ones.
 */
export const words: Migration = {
  version: 6,
  name: 'words',
  statements: ({ text, strict }) => [
    // Every plan writes them again.
    `drop table messages`,
    `create table messages (
       kind ${text} not null,
       language ${text} not null,
       digest ${text} not null,
       primary key (kind, language)
     ) ${strict}`,
  ],
};
