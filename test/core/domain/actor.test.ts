import { describe, expect, test } from 'vitest';
import { lookOfName, nameOfPerson } from '../../../src/core/domain/actor.ts';
import { OperatorError } from '../../../src/core/domain/errors.ts';

describe('the name of a person', () => {
  test.each([
    'press-hemer',
    'Müller, Anna',
    "Seán O'Neill",
    'Nguyễn Văn Ơn',
    'Łukasz Żak',
    'Ștefan',
    'Əhməd Ǧamīl',
    'STRAẞER',
    'Иван Петров',
    'محمد علي',
    '田中 はな',
    '김민수',
    '1. Schicht',
  ])('%s is one', (name) => {
    expect(nameOfPerson(` ${name} `)).toBe(name.normalize('NFKC'));
  });

  test.each([
    ['nothing', ' '],
    ['two lines', 'press\nhemer'],
    ['81 characters', 'x'.repeat(81)],
    ['an unseen character', 'press\u200B-hemer'],
    ['letters of two alphabets', 'press-hеmer'],
    ['phonetic letters', 'ɑnnɑ'],
    ['a click', 'ǀena'],
    ['Cherokee letters', 'ᎪᏢᎬ'],
    ['Lisu letters', 'ꓮꓠꓠꓮ'],
    ['the placeholder of a printed command', 'NAME'],
    ['a name under which Krause approves alone', 'Krause (2: Nacht)'],
  ])('%s is none', (_, name) => {
    expect(() => nameOfPerson(name)).toThrow(OperatorError);
  });

  test.each([
    ['press-hemer', 'Press Hemer', 'press\u2212hemer', 'press·hemer', 'press_hemer.', 'prèss-hémer'],
    ["O'Neill", 'O’Neill', 'Oʼneill', 'o neıll', 'O"NeilI'],
    ['Jürgen Maß', 'Jürgen Mass', 'JÜRGEN  MASS', 'JÜRGEN MAẞ'],
    ['Otto Peck', 'Отто Реск'],
    ['Hugo', 'հսցօ'],
    ['Otto 1', '0tto l'],
  ])('%s looks the same as others', (name, ...others) => {
    for (const other of others) expect(lookOfName(other), other).toBe(lookOfName(name));
  });

  test('names that look different are different people', () => {
    const names = ['press-hemer', 'press-menden', 'Anna Müller', 'Anne Müller', 'Иван', 'Олег', '田中'];
    expect(new Set(names.map(lookOfName)).size).toBe(names.length);
  });
});
