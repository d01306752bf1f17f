import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { sameOnMastodon, textFromHtml } from '../../../src/channels/mastodon/html.ts';

describe('the text of a status', () => {
  test.each([
    ['paragraphs and breaks', '<p>Eins<br />zwei<br>drei</p><p>Vier</p>', 'Eins\nzwei\ndrei\n\nVier'],
    [
      'entities',
      '<p>Bürgerbüro &amp; Kfz: 5 &lt; 6 &gt; 4, &quot;Info&quot;, gibt&#39;s &#x1F6A8; &amp;lt;</p>',
      'Bürgerbüro & Kfz: 5 < 6 > 4, "Info", gibt\'s 🚨 &lt;',
    ],
    [
      'a link as Mastodon shows it',
      '<p>Mehr: <a href="https://example.org/siegen/notfall/aktuell?a=1&amp;b=2" target="_blank" rel="nofollow noopener"><span class="invisible">https://</span><span class="ellipsis">example.org/siegen/notfall/akt</span><span class="invisible">uell?a=1&amp;b=2</span></a></p>',
      'Mehr: https://example.org/siegen/notfall/aktuell?a=1&b=2',
    ],
    [
      'a link that is shown in part',
      '<p><a href="https://example.org/siegen/notfall">example.org/siegen/…</a></p>',
      'https://example.org/siegen/notfall',
    ],
    [
      'a link as snac2 shows it',
      '<a href="https://example.org/a" target="_blank">https://example.org/a</a><br><br>Ende',
      'https://example.org/a\n\nEnde',
    ],
    [
      'a hashtag',
      '<p><a href="https://social.example.org/tags/CyberangriffSWF" class="mention hashtag" rel="tag">#<span>CyberangriffSWF</span></a></p>',
      '#CyberangriffSWF',
    ],
    [
      'a mention',
      '<p><span class="h-card" translate="no"><a href="https://social.example.org/@kreis_siwi" class="u-url mention">@<span>kreis_siwi</span></a></span> hilft</p>',
      '@kreis_siwi hilft',
    ],
    [
      'links that a server made of a number, a mailbox and a bare address',
      '<p><a href="tel:+492214710111">0221 4710111</a>, <a href="mailto:presse@example.org">presse@example.org</a>, <a href="https://example.org/">example.org</a></p>',
      '0221 4710111, presse@example.org, example.org',
    ],
    ['line ends between tags', '<p>Eins</p>\n<p>Zwei\nDrei</p>\n', 'Eins\n\n Zwei Drei'],
    ['signs that begin no tag', '<p>1 < 2 && 3 > 2, a<1, x <- y</p>', '1 < 2 && 3 > 2, a<1, x <- y'],
    [
      'a value with a bracket',
      '<p><a title="a > b" href="https://example.org/a">example.org</a></p>',
      'https://example.org/a',
    ],
    ['a tag without an end', '<p>Rathaus</p> zu <a href="', 'Rathaus\n\n zu'],
    ['text without tags', 'Rathaus zu', 'Rathaus zu'],
    ['nothing', '', ''],
  ])('a status is read from %s', (_, html, text) => {
    expect(textFromHtml(html)).toBe(text);
  });

  test('a text that only looks like an entity remains as it is', () => {
    expect(textFromHtml('<p>&unbekannt; &#0; &#9999999; A&O</p>')).toBe('&unbekannt; &#0; &#9999999; A&O');
  });
});

test.each(['<a ', '<a>', '<', '<br', '</p', '&#', '<a href="'])(
  'a hostile page of 100,000 times %j is read to its end',
  (piece) => {
    expect(textFromHtml(piece.repeat(100_000))).toBeTypeOf('string');
  },
);

test('the text before a link is not copied for each link', () => {
  const html = `${'x'.repeat(10_000)}${'<a href="https://example.org/">y</a>'.repeat(1_000)}`;
  const { slice } = String.prototype;
  let copied = 0;
  const spy = vi.spyOn(String.prototype, 'slice').mockImplementation(function (this: string, ...range) {
    const part = slice.apply(this, range);
    copied += part.length;
    return part;
  });
  const text = textFromHtml(html);
  spy.mockRestore();
  expect(text).toBe(`${'x'.repeat(10_000)}${'y'.repeat(1_000)}`);
  expect(copied).toBeLessThan(2 * html.length);
});

describe('a text read back from Mastodon', () => {
  test.each([
    ['wrapped otherwise', 'Eins\n\nZwei\nDrei', 'Eins\nZwei\n\n\n Drei '],
    ['composed otherwise', 'Rathäuser', 'Ratha\u0308user'],
    ['with a mention shortened', 'Danke, @kreis_siwi@social.example.org!', 'Danke, @kreis_siwi!'],
  ])('a text is the same if it is %s', (_, sent, seen) => {
    expect(sameOnMastodon(sent, seen)).toBe(true);
  });

  test.each([
    ['with another word', 'Morgen geschlossen', 'Heute geschlossen'],
    ['with a link to another host', 'Mehr: https://example.org/a', 'Mehr: https://example.com/a'],
    ['without its link', 'Mehr: https://example.org/a', 'Mehr:'],
    ['with another mailbox', 'An presse@example.org', 'An presse@example.com'],
    ['whose words are run together', 'Eins zwei', 'Einszwei'],
  ])('a text is another one if it comes back %s', (_, sent, seen) => {
    expect(sameOnMastodon(sent, seen)).toBe(false);
  });

  test('any text is the same after a server wrote it as HTML', () => {
    const part = fc.constantFrom(
      'Rathaus',
      '&',
      '<',
      '>',
      '&amp;',
      '"Info"',
      "gibt's",
      'Ä',
      '🚨',
      '#CyberangriffSWF',
      '\n',
      '\n\n',
      '<b>',
      '–',
      'https://example.org/a?b=c&d=e',
    );
    const style = fc.constantFrom(likeMastodon, likeGoToSocial, likeSnac);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), style, (parts, write) => {
        const sent = parts.join(' ').trim();
        expect(sameOnMastodon(sent, textFromHtml(write(sent)))).toBe(true);
        expect(sameOnMastodon(`${sent} x`, textFromHtml(write(sent)))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

function linked(text: string, link: (url: string) => string): string {
  return text
    .split(/(https:\/\/\S+)/)
    .map((each) => (each.startsWith('https://') ? link(escaped(each)) : escaped(each)))
    .join('');
}

function likeMastodon(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      linked(
        paragraph,
        (url) =>
          `<a href="${url}" target="_blank"><span class="invisible">https://</span><span class="ellipsis">${url.slice(8, 20)}</span><span class="invisible">${url.slice(20)}</span></a>`,
      ).replaceAll('\n', '<br />'),
    )
    .map(
      (paragraph) =>
        `<p>${paragraph.replace(/#(\w+)/g, (tag, name) => (/^39;?$/.test(name) ? tag : `<a href="https://social.example.org/tags/${name}" class="mention hashtag" rel="tag">#<span>${name}</span></a>`))}</p>`,
    )
    .join('');
}

function likeGoToSocial(text: string): string {
  return `<p>${linked(text, (url) => `<a href="${url}" rel="nofollow">${url}</a>`).replaceAll('\n', '<br>')}</p>\n`;
}

function likeSnac(text: string): string {
  return linked(text, (url) => `<a href="${url}" target="_blank">${url}</a>`).replaceAll('\n', '<br>');
}
