import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { envFileWarning, saveInEnv, secretFileReader } from '../../src/files/settings/env-file.ts';
import { folderOfTest } from '../fixtures/folder.ts';

let folder: string;
const path = (name: string) => join(folder, name);
beforeEach(() => {
  folder = folderOfTest();
});

test('a secret may be kept in a file that the variable with _FILE names', () => {
  writeFileSync(path('token'), 'from-a-file\n');
  const env = secretFileReader(folder)({
    STATE_TOKEN_FILE: path('token'),
    X_APP_KEY: 'from-env',
    X_APP_KEY_FILE: path('token'),
    HEMER_X_ACCESS_SECRET_FILE: path('none'),
    // As a copy of .env.example has it: an empty line is no other ledger.
    DATABASE_URL: '',
    DATABASE_URL_FILE: path('token'),
  });
  expect(env).toMatchObject({
    STATE_TOKEN: 'from-a-file',
    X_APP_KEY: 'from-env',
    DATABASE_URL: 'from-a-file',
  });
  expect(env.HEMER_X_ACCESS_SECRET).toBeUndefined();
});

test('a variable that is none of the program names no file', () => {
  writeFileSync(path('other'), 'words');
  expect(secretFileReader(folder)({ SSL_CERT_FILE: path('other') }).SSL_CERT).toBeUndefined();
  // PostgreSQL's client reads it from the environment of the process only.
  expect(secretFileReader(folder)({ PGPASSWORD_FILE: path('other') }).PGPASSWORD).toBeUndefined();
});

test('variables are copied only when one of them or a secret file changes, however often they are read', () => {
  const read = secretFileReader(folder);
  writeFileSync(path('token'), 'one');
  const env = { STATE_TOKEN_FILE: path('token') };
  const first = read(env);
  expect(read(env)).toBe(first);
  writeFileSync(path('token'), 'two');
  expect(read(env)).toEqual({ ...env, STATE_TOKEN: 'two' });
  expect(read({ ...env, STATE_TOKEN: 'three' })).toMatchObject({ STATE_TOKEN: 'three' });
  rmSync(path('token'));
  expect(read(env)).toEqual(env);
});

test('a path begins where .env is, and the database is never lost with its file', () => {
  writeFileSync(path('url'), 'postgres://db.example.org/ausrufer\n');
  const read = secretFileReader(folder);
  expect(read({ DATABASE_URL_FILE: 'url' }).DATABASE_URL).toBe('postgres://db.example.org/ausrufer');
  rmSync(path('url'));
  expect(() => read({ DATABASE_URL_FILE: 'url' })).toThrow('url');
  expect(read({ DATABASE_URL_FILE: 'url', DATABASE_URL: 'postgres://other' }).DATABASE_URL).toBe(
    'postgres://other',
  );
});

test.each<Record<string, string>>([{ DATABASE_URL: 'postgres://db/a' }, { DATABASE_URL_FILE: 'url' }])(
  'the database is never lost with a line of .env that was cut off: %j',
  (named) => {
    writeFileSync(path('url'), 'postgres://db/a\n');
    const read = secretFileReader(folder);
    const others = { X_APP_KEY: 'one' };
    expect(read(others)).toEqual(others);
    expect(read({ ...others, ...named }).DATABASE_URL).toBe('postgres://db/a');
    for (let tries = 0; tries < 2; tries++) expect(() => read(others)).toThrow('DATABASE_URL');
    expect(() => read({ ...others, DATABASE_URL_FILE: '' })).toThrow('DATABASE_URL');
    expect(read({ ...others, ...named }).DATABASE_URL).toBe('postgres://db/a');
    // As the handbook says who wants it.
    expect(read({ ...others, DATABASE_URL: '' }).DATABASE_URL).toBe('');
    expect(read(others)).toEqual(others);
  },
);

test.each<readonly [number, string | undefined]>([
  [0o600, undefined],
  [0o640, 'open-secrets'],
])('staff are warned of a .env that others can read: %o, %s', (mode, code) => {
  writeFileSync(path('.env'), 'X_APP_KEY=1\n');
  chmodSync(path('.env'), mode);
  expect(envFileWarning(path('.env'))?.code).toBe(code);
});

test.each<readonly [string, string, string | null, string]>([
  ['', 'A', '1', 'A=1\n'],
  ['B=2', 'A', '1', 'B=2\nA=1\n'],
  ['B=2\r\n', 'A', '1', 'B=2\r\nA=1\r\n'],
  ['A=\n# about B\nB=2\n', 'A', '1', 'A=1\n# about B\nB=2\n'],
  ['export A = "x" # note\n', 'A', '1', 'export A=1 # note\n'],
  ['A=x\nB=2\nA=y\n', 'A', '1', 'B=2\nA=1\n'],
  ['B="first\nA=not a line\nlast"\n', 'A', '1', 'B="first\nA=not a line\nlast"\nA=1\n'],
  ['A=x\n', 'A', 'a#b c', "A='a#b c'\n"],
  ['# about A\nA=x\nB=2\nexport A=y # note\n', 'A', null, '# about A\nB=2\n'],
  ['B=2\n', 'A', null, 'B=2\n'],
])(
  'a variable is written into .env, or taken out, and every other line stays: %j %s=%j',
  async (before, name, value, after) => {
    writeFileSync(path('.env'), before);
    await saveInEnv(path('.env'), { [name]: value });
    expect(readFileSync(path('.env'), 'utf8')).toBe(after);
  },
);

test('a value that dotenv would read otherwise is not written', async () => {
  writeFileSync(path('.env'), 'B=2\n');
  await expect(saveInEnv(path('.env'), { A: "a'#b" })).rejects.toThrow('not-written');
  expect(readFileSync(path('.env'), 'utf8')).toBe('B=2\n');
});

test('a .env that is not UTF-8 is refused, because its other lines would change', async () => {
  const before = Buffer.from('N=M\xfcller\n', 'latin1');
  writeFileSync(path('.env'), before);
  await expect(saveInEnv(path('.env'), { A: '1' })).rejects.toThrow('not-utf8');
  expect(readFileSync(path('.env'))).toEqual(before);
});

test('a new .env, and one that everybody could read, is its owner’s only; who was let in otherwise stays', async () => {
  const mode = () => statSync(path('.env')).mode & 0o777;
  await saveInEnv(path('.env'), { A: '1' });
  expect(mode()).toBe(0o600);
  chmodSync(path('.env'), 0o644);
  await saveInEnv(path('.env'), { A: '2' });
  expect(mode()).toBe(0o600);
  chmodSync(path('.env'), 0o640);
  await saveInEnv(path('.env'), { A: '3' });
  expect(mode()).toBe(0o640);
});
