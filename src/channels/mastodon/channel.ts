import type { mastodon } from 'masto';
import { presentable, unreadable } from '../../core/delivery/outcome.ts';
import type { Answer, Channel, Limits, Publication, ReadResult, Seen } from '../../core/domain/channel.ts';
import { type ChannelAccess, secretNamed } from '../../core/domain/channel-module.ts';
import { accepted, failureOf, lacksAddress, saysNotFound } from './answers.ts';
import { sameOnMastodon } from './html.ts';
import { mastodonRules } from './rules.ts';
import { accountAnswer, instanceAnswer, limitsOf, seenOf, statusAnswer, statusMade } from './statuses.ts';
import { type PageQuery, readTimeline } from './timeline.ts';
import { ask, type Received } from './wire.ts';

/** One account on a server that speaks Mastodon's API: Mastodon itself, GoToSocial, Hollo, snac2. */
export function mastodonChannel(access: ChannelAccess): Channel {
  const { clock, limits: fallbackLimits } = access;
  const accessToken = secretNamed(access.credential, 'ACCESS_TOKEN');
  const service = { server: access.server, accessToken };
  const secrets = [accessToken];
  const inTime = (signal: AbortSignal) =>
    AbortSignal.any([signal, AbortSignal.timeout(access.sendTimeoutMs)]);
  const noAnswer = (received: Received) => unreadable(failureOf(received, 'question', clock.now()));
  let ownId: string | null = null;

  async function identity(signal: AbortSignal): ReturnType<Channel['identity']> {
    const received = await ask(service, signal, ({ v1 }) => v1.accounts.verifyCredentials());
    const read = accepted(received, accountAnswer);
    if (!read) return noAnswer(received);
    ownId = read.id;
    return { kind: 'read', value: { handle: read.username, remoteId: read.id } };
  }

  /** Some servers (snac2) have only v1. One that has neither, or tells no limits, gets those given for it. */
  async function limits(signal: AbortSignal): Promise<ReadResult<Limits>> {
    const versions = [
      (client: mastodon.rest.Client) => client.v2.instance.fetch(),
      (client: mastodon.rest.Client) => client.v1.instance.fetch(),
    ];
    for (const version of versions) {
      const received = await ask(service, signal, version);
      const instance = accepted(received, instanceAnswer);
      if (!instance && !lacksAddress(received)) return noAnswer(received);
      const value = instance && limitsOf(instance, fallbackLimits);
      if (value) return { kind: 'read', value };
    }
    return { kind: 'read', value: fallbackLimits };
  }

  async function publish(publication: Publication, signal: AbortSignal): Promise<Answer> {
    const { text, language, replyTo, idempotencyKey } = publication;
    const status = { status: text, language, visibility: 'public' } as const;
    const reply = replyTo === null ? {} : { inReplyToId: replyTo };
    const received = await ask(service, signal, ({ v1 }) =>
      v1.statuses.create(
        { ...status, ...reply },
        { requestInit: { headers: { 'Idempotency-Key': idempotencyKey } } },
      ),
    );
    const made = accepted(received, statusMade);
    if (!made) return failureOf(received, replyTo === null ? 'post' : 'reply', clock.now());
    return { kind: 'posted', remoteId: made.id, url: made.url ?? null, at: made.createdAt ?? null };
  }

  /** PUT replaces: what is left out is removed, so everything is said. */
  async function edit(
    remoteId: string,
    { text, language }: Publication,
    signal: AbortSignal,
  ): Promise<Answer> {
    const whole = { status: text, language, spoilerText: '', sensitive: false, mediaIds: [] };
    const received = await ask(service, signal, ({ v1 }) =>
      v1.statuses.$select(inPath(remoteId)).update(whole),
    );
    const made = accepted(received, statusMade);
    if (!made) return failureOf(received, 'edit', clock.now());
    return { kind: 'posted', remoteId, url: made.url ?? null, at: null };
  }

  async function remove(remoteId: string, signal: AbortSignal): Promise<Answer> {
    const gone: Answer = { kind: 'posted', remoteId, url: null, at: null };
    const received = await ask(service, signal, ({ v1 }) => v1.statuses.$select(inPath(remoteId)).remove());
    if (accepted(received, statusMade)) return gone;
    if (received.kind === 'answered' && (received.status === 404 || received.status === 410)) {
      const confirmed = await read(remoteId, signal);
      if (confirmed.kind === 'absent') return gone;
    }
    return failureOf(received, 'delete', clock.now());
  }

  async function read(remoteId: string, signal: AbortSignal): Promise<ReadResult<Seen>> {
    const received = await ask(service, signal, ({ v1 }) => v1.statuses.$select(inPath(remoteId)).fetch());
    const found = accepted(received, statusAnswer);
    if (found) return { kind: 'read', value: seenOf(found) };
    return saysNotFound(received) ? { kind: 'absent' } : noAnswer(received);
  }

  const timeline: Channel['timeline'] = async (window, signal) => {
    const me = ownId ?? (await identity(signal));
    if (typeof me !== 'string' && me.kind !== 'read') return me;
    const own = inPath(typeof me === 'string' ? me : me.value.remoteId);
    const page = (query: PageQuery) =>
      ask(service, signal, ({ v1 }) => v1.accounts.$select(own).statuses.list(query));
    return readTimeline(page, window, clock);
  };

  return {
    rules: mastodonRules,
    identity: async (signal) => presentable(await identity(inTime(signal)), secrets),
    limits: async (signal) => presentable(await limits(inTime(signal)), secrets),
    publish: async (publication, signal) => presentable(await publish(publication, inTime(signal)), secrets),
    edit: async (remoteId, publication, signal) =>
      presentable(await edit(remoteId, publication, inTime(signal)), secrets),
    delete: async (remoteId, signal) => presentable(await remove(remoteId, inTime(signal)), secrets),
    read: async (remoteId, signal) => presentable(await read(remoteId, inTime(signal)), secrets),
    timeline: async (window, signal) => presentable(await timeline(window, inTime(signal)), secrets),
    same: (sent, seen) => sameOnMastodon(sent, seen.text),
  };
}

/** masto puts ids into the path as they are. */
function inPath(remoteId: string): string {
  return encodeURIComponent(remoteId);
}
