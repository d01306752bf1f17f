import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { at, file, fileOf, OUTAGE } from '../fixtures/day.ts';
import { makeOlder } from '../fixtures/older-ledger.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

const DOWN = { hemer: { reach: { phone: 'down' } } };
const updatedAt = (time: string, ...say: readonly Record<string, unknown>[]) =>
  fileOf({ updated: `2026-11-24 ${time}` }, DOWN, ...say);

const handbook = await readFile(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
const [KEY = '', SIGN = ''] = [
  ...(/### A signed state file[\s\S]*?\n## /.exec(handbook)?.[0] ?? '').matchAll(/```sh\n([\s\S]*?)```/g),
].map(([, block]) => block);
const typed = (block: string, cwd: string) => execFileSync('sh', ['-ec', block], { cwd, encoding: 'utf8' });

/** A worker that believes a key, and the key's owner, who types what the handbook says. */
async function openSigned() {
  const program = await openProgramAt('09:00', file({}));
  const key = typed(KEY, program.folder).split('\n')[1] ?? '';
  await program.write('config.yaml', `${await program.read('config.yaml')}state: {signature: "${key}"}\n`);
  const sign = async (state: string) => {
    await program.write('incident.yaml', `${state}\n`);
    typed(SIGN, program.folder);
    return program.read('incident.yaml');
  };
  return { program, sign, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

const once = (program: TestProgram) => program.run('run', '--once');

test('a state file whose last line has no end is signed as the handbook says', async () => {
  await using given = await openSigned();
  const { program } = given;
  await program.write('incident.yaml', updatedAt('08:30', OUTAGE).trimEnd());
  for (let signed = 1; signed <= 2; signed++) {
    typed(SIGN, program.folder);
    expect((await program.run('plan')).err).not.toContain('state-unsigned');
  }
});

test('a state file that its owner signed is believed; one that is unsigned or changed publishes nothing', async () => {
  await using given = await openSigned();
  const { program, sign } = given;
  const signed = await sign(updatedAt('08:30', OUTAGE));
  const other = await sign(updatedAt('08:40', OUTAGE));
  const line = (text: string) => text.slice(text.indexOf('# signature'));
  for (const wrong of [
    updatedAt('08:30', OUTAGE),
    signed.replace('down', 'limited'),
    `${signed}\n# more\n`,
    `# more\n${signed}`,
    signed.replace(line(signed), line(other)),
    signed.replace(/.{4}==\n$/, 'AAAA==\n'),
    signed.replace('# signature', '#signature'),
    `${signed}${line(signed)}`,
  ]) {
    await program.write('incident.yaml', wrong);
    expect(await once(program)).toMatchObject({ status: 1, err: expect.stringContaining('state-unsigned') });
    expect((await program.run('plan')).err).toContain('state-unsigned');
  }
  expect(program.published()).toEqual([]);
  await program.write('incident.yaml', signed);
  await once(program);
  expect(program.published()).toHaveLength(3);
});

test('an old state file is refused although it is signed, also of another incident, and after the program was restarted', async () => {
  await using given = await openSigned();
  const { program, sign } = given;
  const neverAccepted = await sign(updatedAt('08:00', OUTAGE));
  const undated = await sign(fileOf({}, DOWN, OUTAGE));
  await sign(updatedAt('08:30', OUTAGE));
  await once(program);
  const before = program.published();
  const another = await sign(updatedAt('08:29', OUTAGE).replace('it-2026', 'it-2025'));
  for (const [replayed, why] of [
    [neverAccepted, 'is of Tue 24 Nov 08:00'],
    [undated, 'must say when'],
    [another, 'was accepted already'],
  ] as const) {
    await program.write('incident.yaml', replayed);
    expect(await once(program)).toMatchObject({ status: 1, err: expect.stringContaining(why) });
    expect((await program.run('plan')).err).toContain('state-unsigned');
  }
  expect(program.published()).toEqual(before);
  await sign(updatedAt('08:30', OUTAGE, { ...OUTAGE, id: 'more', kind: 'status' }));
  await once(program);
  expect(await program.states()).toContain('more hemer-x posted');
});

test('a signed file of one mode is refused where a newer one of the other was accepted', async () => {
  await using given = await openSigned();
  const { program, sign } = given;
  const exercise = await sign(updatedAt('08:00', OUTAGE).replace('"live"', '"exercise"'));
  const live = await sign(updatedAt('08:30', OUTAGE));
  await once(program);
  const before = program.published();
  await program.write('incident.yaml', exercise);
  expect(await once(program)).toMatchObject({
    status: 1,
    err: expect.stringContaining('is of Tue 24 Nov 08:00'),
  });
  expect((await program.run('plan')).err).toContain('state-unsigned');
  expect(program.published()).toEqual(before);
  await sign(updatedAt('08:40', OUTAGE).replace('"live"', '"exercise"'));
  await once(program);
  await program.write('incident.yaml', live);
  expect(await once(program)).toMatchObject({
    status: 1,
    err: expect.stringContaining('was accepted already'),
  });
});

test('while an old exercise is served for the real thing, what was approved for that goes out', async () => {
  await using given = await openSigned();
  const { program, sign } = given;
  const exercise = await sign(updatedAt('08:00', OUTAGE).replace('"live"', '"exercise"'));
  const more = { id: 'more', kind: 'notice', updates: 'outage', text: { de: 'Mehr dazu', en: 'More' } };
  await sign(updatedAt('08:30', OUTAGE, more));
  await once(program);
  expect(program.published()).toHaveLength(3);
  await program.write('incident.yaml', exercise);
  program.advanceTo(at('09:06'));
  expect(await once(program)).toMatchObject({ status: 1 });
  expect(program.published()).toHaveLength(6);
});

test.each([
  ['that accepted a newer one of the other mode', 'exercise.sqlite'],
  ['of its own mode', 'live.sqlite'],
])('an old signed file publishes nothing while the ledger %s cannot be read', async (_, name) => {
  await using given = await openSigned();
  const { program, sign } = given;
  const old = await sign(updatedAt('08:00', OUTAGE));
  const newer = updatedAt('08:40').replace('"live"', name === 'live.sqlite' ? '"live"' : '"exercise"');
  await sign(newer);
  expect((await once(program)).status).toBe(0);
  const ledger = join(program.folder, 'data', name);
  const whole = await readFile(ledger);
  for (const wal of ['-wal', '-shm']) await rm(`${ledger}${wal}`, { force: true });
  await writeFile(ledger, 'no ledger at all, but something else of some length');
  await program.write('incident.yaml', old);
  const refused = await once(program);
  expect(refused).toMatchObject({ status: 1, err: expect.stringContaining(name) });
  expect((await program.run('plan')).status).toBe(1);
  expect(program.published()).toEqual([]);
  await writeFile(ledger, whole);
  expect((await once(program)).err).toContain('was accepted already');
  expect(program.published()).toEqual([]);
});

test('a signed state file cannot be changed by a command, and a key that is none is a mistake with its place', async () => {
  await using given = await openSigned();
  const { program, sign } = given;
  const signed = await sign(updatedAt('08:30', OUTAGE));
  for (const words of [
    ['set', 'hemer', 'reach.phone=up'],
    ['announce', 'outage', '--as', 'hemer'],
  ])
    expect(await program.run(...words, '--by', 'press', '--yes')).toMatchObject({
      status: 1,
      err: expect.stringContaining('is signed, and cannot be changed from here'),
    });
  expect(await program.read('incident.yaml')).toBe(signed);
  await program.edit('config.yaml', 'MCowBQ', 'MIIBIj');
  expect((await program.run('check')).err).toMatch(/config\.yaml:\d+:\d+ {2}`[^`]+` is no .*bad-public-key/);
  await rm(join(program.folder, 'state-key.pem'));
});

test.each(['exercise', 'live'])(
  'after an upgrade a worker believes a signed file beside an older ledger: %s',
  async (ledger) => {
    await using given = await openSigned();
    const { program, sign } = given;
    await makeOlder(program, ledger);
    await sign(updatedAt('08:40', OUTAGE));
    expect(await once(program)).toMatchObject({ status: 0 });
    expect(program.published()).toHaveLength(3);
  },
);
