import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDay, readInstant, readInstantOrDay } from '../../src/files/validation/times.ts';
import { mistakeWords } from '../../src/staff-words/say.ts';

const ZONE = 'Europe/Berlin';

function instant(text: string, zone = ZONE): string {
  const result = readInstant(text, zone);
  if ('value' in result) return new Date(result.value).toISOString();
  const { message, advice } = mistakeWords(result);
  return `${result.code}: ${message} → ${advice}`;
}

it.each([
  ['2023-10-30 06:30', '2023-10-30T05:30:00.000Z'],
  ['2023-10-30T06:30', '2023-10-30T05:30:00.000Z'],
  ['2023-10-30 06:30:15', '2023-10-30T05:30:15.000Z'],
  ['2023-07-01 06:30', '2023-07-01T04:30:00.000Z'],
  ['2023-10-30T06:30:00+01:00', '2023-10-30T05:30:00.000Z'],
  ['2023-10-30T05:30:00Z', '2023-10-30T05:30:00.000Z'],
  ['2023-10-30T05:30:00.123Z', '2023-10-30T05:30:00.123Z'],
  ['2023-10-30 06:30 +01:00', '2023-10-30T05:30:00.000Z'],
  ['2023-10-30T06:30:00-0330', '2023-10-30T10:00:00.000Z'],
  ['2024-02-29 00:00', '2024-02-28T23:00:00.000Z'],
])('a time written as %s is %s', (text, iso) => {
  expect(instant(text)).toBe(iso);
});

it('a time that a night has twice is refused, and both readings are offered', () => {
  const told = instant('2023-10-29 02:30');
  expect(told).toMatch(/^ambiguous-time: .*comes twice in Europe\/Berlin/);
  expect(told).toContain('2023-10-29T02:30:00+02:00');
  expect(told).toContain('2023-10-29T02:30:00+01:00');
  expect(instant('2023-10-29T02:30:00+02:00')).toBe('2023-10-29T00:30:00.000Z');
  expect(instant('2023-10-29T02:30:00+01:00')).toBe('2023-10-29T01:30:00.000Z');
  expect(instant('2023-10-29 01:59')).toBe('2023-10-28T23:59:00.000Z');
  expect(instant('2023-10-29 03:00')).toBe('2023-10-29T02:00:00.000Z');
});

it('a time that a night leaves out is refused, and both readings are offered', () => {
  const told = instant('2023-03-26 02:30');
  expect(told).toMatch(/^no-such-time: .*does not exist in Europe\/Berlin/);
  expect(told).toContain('2023-03-26T02:30:00+01:00');
  expect(told).toContain('2023-03-26T02:30:00+02:00');
  expect(instant('2023-03-26 03:00')).toBe('2023-03-26T01:00:00.000Z');
});

it('a time is read in the zone that is configured', () => {
  expect(instant('2023-10-29 02:30', 'UTC')).toBe('2023-10-29T02:30:00.000Z');
  expect(instant('2023-10-30 06:30', 'America/St_Johns')).toBe('2023-10-30T09:00:00.000Z');
});

it.each([
  ['2023-10-30', /^day-not-time: .*is a day.*"2023-10-30 08:00"/],
  ['tomorrow', /^not-a-time: /],
  ['30.10.2023 06:30', /^not-a-time: .*"2023-10-30 06:30"/],
  ['2023-10-30 6:30', /^not-a-time: /],
  ['2023-10-30 24:00', /^not-a-time: /],
  ['2023-10-30 06:60', /^not-a-time: /],
  ['2023-10-30T06:30:00+15:00', /^not-a-time: /],
  ['2023-10-30T06:30:00+01:75', /^not-a-time: /],
  ['2023-02-29 06:30', /^no-such-day: .*`2023-02-29` in this century/],
  ['2023-13-01 06:30', /^no-such-day: /],
  ['0203-10-30 06:30', /^no-such-day: .*in this century/],
])('a time is not written as %s', (text, told) => {
  expect(instant(text)).toMatch(told);
});

it('a day is kept as it is written, where it exists', () => {
  expect(readDay('2023-10-30')).toEqual({ value: '2023-10-30' });
  expect(readDay('2023-11-31')).toMatchObject({ code: 'no-such-day' });
  expect(readDay('2023-10-30 06:30')).toMatchObject({
    code: 'time-not-day',
    args: { day: '2023-10-30' },
  });
  expect(readDay('30.10.2023')).toMatchObject({ code: 'not-a-day' });
});

it('a day may be given where a time may, if both make sense', () => {
  expect(readInstantOrDay('2023-11-06', ZONE)).toEqual({ value: '2023-11-06' });
  expect(readInstantOrDay('2023-11-20 08:00', ZONE)).toEqual({ value: Date.parse('2023-11-20T07:00:00Z') });
  expect(readInstantOrDay('soon', ZONE)).toMatchObject({ code: 'not-a-time' });
});

it('a time in a zone with gaps in its calendar is read, or refused with advice', () => {
  const zones = fc.constantFrom('Pacific/Apia', 'Asia/Beirut', 'Australia/Lord_Howe', 'Antarctica/Troll');
  const two = fc.nat({ max: 61 }).map((n) => String(n).padStart(2, '0'));
  const times = fc.tuple(fc.integer({ min: 1999, max: 2100 }), two, two, two, two);
  fc.assert(
    fc.property(zones, times, (zone, [year, month, day, hour, minute]) => {
      const told = instant(`${year}-${month}-${day} ${hour}:${minute}`, zone);
      expect(told).toMatch(/^\d{4,}-\d\d-\d\dT\d\d:\d\d:00\.000Z$|^[a-z-]+: .+ → ./);
    }),
  );
});
