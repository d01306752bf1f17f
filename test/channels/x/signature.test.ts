import http from 'node:http';
import { TwitterApi } from 'twitter-api-v2';
import { expect, test } from 'vitest';
import { authorizationOf } from '../../../src/channels/x/signature.ts';
import { jsonServer } from '../../fixtures/bare-server.ts';

function partOf(authorization: string, name: string): string {
  return decodeURIComponent(new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? '');
}

test('a request to X is signed as the specification of OAuth signs the example there', () => {
  const url = new URL('http://photos.example.net/photos?size=original&file=vacation.jpg');
  const credential = {
    X_APP_KEY: 'dpf43f3p2l4k3l03',
    X_APP_SECRET: 'kd94hf93k423kf44',
    ACCESS_TOKEN: 'nnch734d00sl2jdk',
    ACCESS_SECRET: 'pfkkdhi9sl3r4s00',
  };
  const header = authorizationOf({ method: 'GET', url }, credential, 1_191_242_096_000, 'kllo9940pd9333jh');
  expect(partOf(header, 'oauth_signature')).toBe('tR3+Ty81lMeYAr/Fid0kMTYa/WM=');
});

test.each([
  ['GET', 'users/7/tweets', { max_results: '10', exclude: 'retweets', pagination_token: "a+b/c=(d)*'!~é" }],
  ['POST', 'tweets', {}],
  ['DELETE', 'tweets/1', {}],
] as const)('a %s request to X carries the header that another client sends', async (method, path, query) => {
  await using server = await jsonServer(() => ({ status: 200, body: {} }));
  const secrets = { appKey: 'app & key', appSecret: 'ä+/=', accessToken: '7-token', accessSecret: 'c d' };
  const { v2 } = new TwitterApi(secrets, { httpAgent: new http.Agent() });
  const prefix = `${server.url}/2/`;
  if (method === 'GET') await v2.get(path, query, { prefix });
  else if (method === 'POST') await v2.post(path, { text: 'Rathaus zu.' }, { prefix });
  else await v2.delete(path, {}, { prefix });
  const theirs = server.asked[0]?.headers.authorization ?? '';
  const url = new URL(path, prefix);
  url.search = new URLSearchParams(query).toString();
  const credential = {
    X_APP_KEY: secrets.appKey,
    X_APP_SECRET: secrets.appSecret,
    ACCESS_TOKEN: secrets.accessToken,
    ACCESS_SECRET: secrets.accessSecret,
  };
  const at = Number(partOf(theirs, 'oauth_timestamp')) * 1_000 + 999;
  const ours = authorizationOf({ method, url }, credential, at, partOf(theirs, 'oauth_nonce'));
  const parts = (header: string) => header.replace('OAuth ', '').split(/, */).sort();
  expect(parts(ours)).toEqual(parts(theirs));
});
