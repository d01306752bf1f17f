import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Channel, Publication, ReadResult } from '../../src/core/domain/channel.ts';
import type { ChannelModule } from '../../src/core/domain/channel-module.ts';

/** One account on a platform that really answers, and what the suite must know of it. */
export interface Stage extends AsyncDisposable {
  readonly channel: Channel;
  /** The same account with a credential that is not valid. */
  readonly revoked: Channel;
  readonly module: ChannelModule;
  readonly handle: string;
  /** An id of the platform's form that no post ever had. */
  readonly strangeId: string;
}

const never = new AbortController().signal;
const POSTS_MAX = 100;

/**
 * In what a server is less than its platform. A channel to such a one can do less, and must be certain of nothing
 * that is not so.
 */
export type Liberty =
  /** Its refusals are web pages, which prove nothing. */
  | 'refuses in pages'
  /** The same key is another post. */
  | 'ignores keys'
  | 'deletes nothing'
  /** It takes longer texts than it says. */
  | 'takes any length'
  /** It takes what is sent for markup. */
  | 'reads markup';

/** What every channel promises, in the words of the domain. */
export function channelConformance(
  platform: string,
  open: () => Promise<Stage>,
  liberties: ReadonlySet<Liberty> = new Set(),
): void {
  const takes = (liberty: Liberty) => liberties.has(liberty);
  const doubt = (kind: 'unknown' | 'unreadable') => (takes('refuses in pages') ? [kind] : []);
  describe(`a channel to ${platform}`, () => {
    let stage: Stage;
    let channel: Channel;
    let count = 0;
    beforeAll(async () => {
      stage = await open();
      channel = stage.channel;
    });
    afterAll(() => stage[Symbol.asyncDispose]());

    /** Never the same text twice: platforms refuse that. */
    const worded = (text: string): Publication => {
      count++;
      return { text: `${text} (${count})`, language: 'de', replyTo: null, idempotencyKey: `key-${count}` };
    };
    const window = (since: string | null) => ({ since, from: 0, postsMax: POSTS_MAX });

    test('a channel tells whose credential it has', async () => {
      const { handle, remoteId } = shown(await channel.identity(never));
      expect(handle.toLowerCase()).toBe(stage.handle.toLowerCase());
      expect(remoteId).not.toBe('');
    });

    test('a channel tells the limits of its server, if that names any', async () => {
      const limits = await channel.limits(never);
      if (limits.kind === 'absent') return;
      expect(shown(limits).characters).toBeGreaterThanOrEqual(280);
      expect(shown(limits).perUrl ?? 1).toBeGreaterThan(0);
    });

    test('a published post is found by its text and by its id', async () => {
      const publication = worded('Rathaus bis auf Weiteres nicht erreichbar.');
      const { remoteId } = posted(await channel.publish(publication, never));
      const timeline = shown(await channel.timeline(window(null), never));
      const found = timeline.posts.filter((seen) => channel.same(publication.text, seen));
      expect(found.map((seen) => seen.remoteId)).toEqual([remoteId]);
      expect(timeline.complete).toBe(true);
      const seen = shown(await channel.read(remoteId, never));
      expect(seen.remoteId).toBe(remoteId);
      expect(channel.same(publication.text, seen)).toBe(true);
      expect(channel.same(`${publication.text} `.replace('nicht ', ''), seen)).toBe(false);
    });

    const texts = [
      'Bürgerbüro & Kfz: 5 < 6 > 4, „Info“ – "gibt\'s" … €',
      'Mehr: https://example.org/siegen/notfall/aktuell?a=1&b=2, danke',
      'Eins\nzwei\n\ndrei\n\nhttps://example.org/a #CyberangriffSWF',
      'Notfall 🚨 👩‍👩‍👧 Україна مدينة',
      'Nur der Name: example.org. Und &amp; bleibt &amp;',
    ];
    const legible = texts.filter((text) => !(takes('reads markup') && /<|&amp;/.test(text)));
    test.each(legible)('the text %j is read back as it was sent', async (text) => {
      const publication = worded(text);
      const { remoteId } = posted(await channel.publish(publication, never));
      const seen = shown(await channel.read(remoteId, never));
      expect(channel.same(publication.text, seen), seen.text).toBe(true);
      expect(channel.same(`${publication.text}!`, seen)).toBe(false);
    });

    test('the source of a post, where the platform keeps it, is the text that was sent', async () => {
      const publication = worded('Wartezeit 1 < 2 && 3 > 2 Stunden, Kennwort `Rathaus`');
      const { remoteId } = posted(await channel.publish(publication, never));
      const source = await channel.source(remoteId, never);
      expect(source.kind === 'read' ? source.value : publication.text).toBe(publication.text);
      expect(['read', 'absent']).toContain(source.kind);
    });

    test('a reply is published, and the timeline after its parent shows it', async () => {
      const parent = posted(await channel.publish(worded('Erste Meldung'), never));
      const answer = posted(
        await channel.publish({ ...worded('Zweite Meldung'), replyTo: parent.remoteId }, never),
      );
      const timeline = shown(await channel.timeline(window(parent.remoteId), never));
      expect(timeline.posts.map(({ remoteId }) => remoteId)).toEqual([answer.remoteId]);
    });

    test.skipIf(takes('deletes nothing'))('a reply to a deleted post is refused as a reply', async () => {
      const parent = posted(await channel.publish(worded('Wird gelöscht'), never));
      posted(await channel.delete(parent.remoteId, never));
      const answer = await channel.publish({ ...worded('Antwort'), replyTo: parent.remoteId }, never);
      expect(answer).toMatchObject({ kind: 'refused', cause: 'reply' });
    });

    test('a timeline shows the newest first, and only posts after a known one', async () => {
      const { remoteId: since } = posted(await channel.publish(worded('Davor'), never));
      expect(shown(await channel.timeline(window(since), never))).toEqual({ posts: [], complete: true });
      const ids: string[] = [];
      for (const text of ['Eins', 'Zwei', 'Drei', 'Vier', 'Fünf', 'Sechs'])
        ids.unshift(posted(await channel.publish(worded(text), never)).remoteId);
      const timeline = shown(await channel.timeline(window(since), never));
      expect(timeline.posts.map(({ remoteId }) => remoteId)).toEqual(ids);
      expect(timeline.complete).toBe(true);
      const part = shown(await channel.timeline({ ...window(since), postsMax: 5 }, never));
      expect(part.posts.map(({ remoteId }) => remoteId)).toEqual(ids.slice(0, 5));
      expect(part.complete).toBe(false);
    });

    test('the same post is never published twice without saying so', async () => {
      const publication = worded('Nur einmal');
      const first = posted(await channel.publish(publication, never));
      const again = await channel.publish(publication, never);
      const { posts } = shown(await channel.timeline(window(null), never));
      const standing = posts.filter((seen) => channel.same(publication.text, seen));
      if (takes('ignores keys')) {
        // Then only a look can tell, and it does.
        expect(standing.map((seen) => seen.remoteId)).toEqual([posted(again).remoteId, first.remoteId]);
        return;
      }
      if (again.kind === 'posted') expect(again.remoteId).toBe(first.remoteId);
      else expect(again).toMatchObject({ kind: 'refused', cause: 'duplicate' });
      expect(standing).toHaveLength(1);
    });

    test('a text of exactly the limit is published, and a longer one is refused', async () => {
      const { module } = stage;
      const named = await channel.limits(never);
      const limits = named.kind === 'absent' ? module.defaults.limits : shown(named);
      const stem = worded('Voll').text;
      const full = stem + 'ä'.repeat(limits.characters - module.length(stem, limits));
      expect(module.length(full, limits)).toBe(limits.characters);
      posted(await channel.publish({ ...worded('x'), text: full }, never));
      if (takes('takes any length')) return;
      const longer = await channel.publish({ ...worded('x'), text: `${full}ß` }, never);
      expect(longer).toMatchObject({ kind: 'refused', cause: 'post' });
    });

    test('a post is edited as often as wanted, or an edit is a bug', async () => {
      const { remoteId } = posted(await channel.publish(worded('Hotline 0221 4710110'), never));
      const edited = worded('Hotline 0221 4710119');
      if (!stage.module.edits) {
        await expect(channel.edit(remoteId, edited, never)).rejects.toThrow();
        return;
      }
      for (let times = 0; times < 2; times++)
        expect(posted(await channel.edit(remoteId, edited, never)).remoteId).toBe(remoteId);
      expect(channel.same(edited.text, shown(await channel.read(remoteId, never)))).toBe(true);
      const missing = await channel.edit(stage.strangeId, edited, never);
      expect(['refused missing', ...doubt('unknown')]).toContain(toldBy(missing));
    });

    test('a post is deleted, and one that is gone already counts as deleted', async () => {
      const publication = worded('Wird gelöscht');
      const { remoteId } = posted(await channel.publish(publication, never));
      if (takes('deletes nothing')) {
        expect(await channel.delete(remoteId, never)).toMatchObject({ kind: 'unknown' });
        expect(channel.same(publication.text, shown(await channel.read(remoteId, never)))).toBe(true);
        return;
      }
      for (let times = 0; times < 2; times++)
        expect(posted(await channel.delete(remoteId, never)).remoteId).toBe(remoteId);
      expect(await channel.read(remoteId, never)).toEqual({ kind: 'absent' });
      const { posts } = shown(await channel.timeline(window(null), never));
      expect(posts.some((seen) => channel.same(publication.text, seen))).toBe(false);
    });

    test('a post that never existed is absent', async () => {
      const reading = await channel.read(stage.strangeId, never);
      expect(['absent', ...doubt('unreadable')]).toContain(reading.kind);
    });

    test('a credential that is not accepted makes its account wait', async () => {
      const answer = await stage.revoked.publish(worded('Geheim'), never);
      expect(['deferred account', ...doubt('unknown')]).toContain(toldBy(answer));
      expect(await stage.revoked.identity(never)).toMatchObject({ kind: 'unreadable' });
      expect(await stage.revoked.timeline(window(null), never)).toMatchObject({ kind: 'unreadable' });
    });
  });
}

/** Kind and cause of an answer. */
export function toldBy(answer: Answer): string {
  return 'cause' in answer ? `${answer.kind} ${answer.cause}` : answer.kind;
}

export function posted(answer: Answer): Extract<Answer, { kind: 'posted' }> {
  if (answer.kind === 'posted') return answer;
  throw new Error(`not posted but ${JSON.stringify(answer)}`);
}

export function shown<Value>(reading: ReadResult<Value>): Value {
  if (reading.kind === 'read') return reading.value;
  throw new Error(`not read but ${JSON.stringify(reading)}`);
}
