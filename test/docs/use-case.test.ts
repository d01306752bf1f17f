import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PROCESS_ENV, phonesDown } from '../fixtures/program.ts';
import { regionFolder } from '../fixtures/region-folder.ts';

const ROOT = join(import.meta.dirname, '../..');

test('a script of ten lines announces an outage: it shows each text, and exactly these are sent', async () => {
  const started = new Date(Date.now() - 3_600_000).toISOString();
  await using region = await regionFolder({
    config: 'approvals: {needed: 1, standing: []}\n',
    state: phonesDown(`${started.slice(0, 16)}Z`, []),
  });
  const { config: folder, data } = region.options;
  const run = (script: string, ...words: readonly string[]) =>
    promisify(execFile)(process.execPath, [join(ROOT, script), ...words], {
      cwd: ROOT,
      env: PROCESS_ENV,
    });
  const { stdout } = await run('docs/use-case.ts', folder, data, 'hemer');
  expect(stdout).toContain('3 texts approved, 3 sent by this-call.');
  const history = await run('src/cli/main.js', '--config', folder, '--data', data, 'history', '--json');
  const posts = JSON.parse(history.stdout) as { account: string; text: string; state: string }[];
  expect(posts.map(({ state }) => state)).toEqual(['posted', 'posted', 'posted']);
  for (const { account, text } of posts) expect(stdout).toContain(`${account}: ${text}`);
});
