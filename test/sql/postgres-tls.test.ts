import { describe, expect, test } from 'vitest';
import { postgresFault } from '../../src/sql/faults.ts';
import { versionOf } from '../../src/sql/migrations/migrate.ts';
import { MIGRATIONS } from '../../src/sql/migrations/migrations.ts';
import { openPostgres } from '../../src/sql/postgres/postgres.ts';
import { bareSocket } from '../fixtures/bare-server.ts';

const open = (address: string) => openPostgres(`postgres://me:Geheim-17@${address}`, 'ausrufer_live');
const mistake = (code: string) => expect.objectContaining({ mistakes: [expect.objectContaining({ code })] });

async function connectTo(address: string): Promise<void> {
  await using store = open(address);
  await versionOf(store, MIGRATIONS);
}

describe('the connection to PostgreSQL', () => {
  test.each([
    'db.example.org/ledgers',
    '192.0.2.7:5432/ledgers',
    '[2001:db8::1]/ledgers',
    'localhost.example.org/ledgers',
    '127.0.0.1/ledgers?host=db.example.org',
    'db.example.org/ledgers?ssl=true',
    'db.example.org/ledgers?sslmode=prefer',
    'db.example.org/ledgers?sslmode=require',
    'db.example.org/ledgers?sslmode=no-verify',
    'db.example.org/ledgers?sslmode=verify-full&sslmode=disable',
  ])('%s is refused: it does not promise a protected connection to another machine', (address) => {
    expect(() => open(address)).toThrow(mistake('database-tls'));
  });

  test.each([
    'db.example.org/ledgers?sslmode=verify-full',
    'db.example.org/ledgers?sslmode=disable',
    'localhost/ledgers',
    '127.0.0.1:5433/ledgers',
    '[::1]/ledgers',
    '%2Fvar%2Frun%2Fpostgresql/ledgers',
    'localhost/ledgers?host=/var/run/postgresql',
  ])('%s is accepted', async (address) => {
    await open(address).close();
  });

  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate'],
    ['CERT_HAS_EXPIRED', 'certificate has expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"],
  ])('a certificate that is not accepted (%s) is explained', (code, message) => {
    const fault = postgresFault(Object.assign(new Error(message), { code }), 'db.example.org/ledgers');
    expect(fault).toEqual(mistake('database-tls'));
    expect((fault as Error).message).toContain(message);
  });

  test('a missing file of a CA is explained, and nothing is sent', async () => {
    const address = '127.0.0.1:1/ledgers?sslmode=verify-full&sslrootcert=/nowhere/ca.pem';
    await expect(connectTo(address)).rejects.toThrow(mistake('database-tls'));
  });

  test('a server without TLS gets no password', async () => {
    const heard: Buffer[] = [];
    // To the request for TLS PostgreSQL answers S or N.
    await using server = await bareSocket((socket) => {
      socket.on('data', (bytes) => {
        heard.push(bytes);
        socket.write('N');
      });
    });
    const address = server.url.replace('http://', '');
    await expect(connectTo(`${address}/ledgers?sslmode=verify-full`)).rejects.toThrow(
      mistake('database-tls'),
    );
    expect(Buffer.concat(heard).toString('latin1')).not.toContain('Geheim-17');
    expect(Buffer.concat(heard)).toHaveLength(8);
  });
});
