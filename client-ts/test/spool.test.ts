import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { ScripClient, SpoolError, type ClientOptions } from 'scrip-client';
import { DISK, type Disk } from '../dist/node/disk.js';
import { bodyOf, crc32c, found, frame } from '../dist/node/frame.js';
import { Spool } from '../dist/node/spool.js';
import { LocalServer, until, type Got } from './local-server.js';

const USE = { organization: 'first-hospital', resource: 'aimis/cloud-inspection', quantity: 1 } as const;
const ROOM = 1_000_000;

let server: LocalServer;
let folder: string;

before(async () => {
  server = await LocalServer.start(() => undefined);
});

after(() => server.away());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrip-spool-'));
  server.got.length = 0;
  server.handler = booked;
});

afterEach(() => rm(folder, { recursive: true }));

function open(more: Partial<ClientOptions> = {}): Promise<ScripClient> {
  return ScripClient.open({ server: server.root, key: 'secret', folder, ...more });
}

function keys(got: Got): string[] {
  return (JSON.parse(got.body) as { uses: { key: string }[] }).uses.map(({ key }) => key);
}

function booked(got: Got) {
  return { body: { answers: keys(got).map((key) => ({ key, status: 201, answer: { result: 'BOOKED' } })) } };
}

const delivered = (): string[] => server.got.flatMap(keys);

/** A spool without a client; what lies in it. */
function spool(disk: Disk = DISK): Promise<Spool> {
  return Spool.open(folder, ROOM, {}, disk);
}

async function lying(): Promise<string[]> {
  const one = await spool();
  try {
    return (await one.next(1_000, ROOM)).map(({ body }) => body);
  } finally {
    await one.close();
  }
}

async function segment(): Promise<string> {
  const names = await readdir(join(folder, 'spool'));
  return join(folder, 'spool', names.sort()[names.length - 1]!);
}

test('the checksum is that of the standard, and a frame that of the Java client', () => {
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  const one = frame(1_000, '{"a":"号"}');
  assert.equal(one.toString('hex'), '534352310000001313c15f8500000000000003e87b2261223a22e58fb7227d');
  assert.equal(found(one, 0), 'WHOLE');
  assert.equal(bodyOf(one, 0), '{"a":"号"}');
});

test('a report is on disk when its promise resolves, and is booked with its own time and key', async () => {
  await server.away();
  const client = await open({ clock: () => Date.parse('2026-03-01T09:00:00Z') });
  try {
    const key = await client.report({ ...USE, subject: '号' });
    assert.match(await readFile(await segment(), 'utf8'), new RegExp(key));
    assert.deepEqual([client.reported().queued, client.reported().delivered], [1, 0]);
    await server.back();
    await until(() => client.reported().queued === 0);
    const { body } = server.got[server.got.length - 1]!;
    const sent = { key, ...USE, subject: '号', event_at: '2026-03-01T09:00:00.000Z', reported: true };
    assert.deepEqual(JSON.parse(body), { uses: [sent] });
    assert.deepEqual(client.reported(), { queued: 0, delivered: 1, refused: 0, damaged: 0 });
  } finally {
    await client.close();
  }
});

test('reports that wait are delivered once and in order by the next client of the folder', async () => {
  server.handler = () => ({ status: 503 });
  const wanted = Array.from({ length: 1_200 }, (_, i) => `exam-${i}`);
  const first = await open();
  await Promise.all(wanted.map((key) => first.report({ ...USE, key })));
  await first.close();
  assert.equal(first.reported().queued, 1_200);
  server.got.length = 0;
  server.handler = booked;
  const second = await open();
  await until(() => second.reported().queued === 0);
  await second.close();
  assert.deepEqual(delivered(), wanted);
});

test('what is not answered is sent again as it was, before anything behind it', async () => {
  let waited = 0;
  server.handler = (got) => {
    const all = keys(got);
    if (!all.includes('b') || waited > 1) {
      return booked(got);
    }
    waited++;
    const waits = { status: 503, retry_after_seconds: 0, problem: { code: 'UNAVAILABLE' } };
    return { body: { answers: all.map((key) => (key === 'a' ? { status: 201, answer: {} } : waits)) } };
  };
  const client = await open();
  await Promise.all(['a', 'b', 'c'].map((key) => client.report({ ...USE, key })));
  await until(() => client.reported().queued === 0);
  await client.close();
  const after = delivered();
  assert.deepEqual(after.slice(after.lastIndexOf('b')), ['b', 'c']);
  assert.equal(after.filter((key) => key === 'b').length, 3);
  const sent = server.got.flatMap(({ body }) => (JSON.parse(body) as { uses: object[] }).uses);
  assert.equal(new Set(sent.map((use) => JSON.stringify(use))).size, 3);
});

test('a refused report is set aside, and can be delivered again', async () => {
  let good = false;
  server.handler = (got) => {
    const problem = { status: 404, problem: { code: 'UNKNOWN_ITEM', detail: 'no such item' } };
    const known = { status: 200, answer: {} };
    return { body: { answers: keys(got).map((key) => (key === 'b' && !good ? problem : known)) } };
  };
  const client = await open();
  for (const key of ['a', 'b', 'c']) {
    await client.report({ ...USE, key });
  }
  await until(() => client.reported().queued === 0);
  assert.deepEqual([client.reported().refused, client.reported().delivered], [1, 2]);
  assert.match(await readFile(join(folder, 'aside', 'refused.jsonl'), 'utf8'), /UNKNOWN_ITEM/);
  good = true;
  assert.equal(await client.deliverRefusedAgain(), 1);
  await until(() => client.reported().delivered === 3);
  assert.equal(client.reported().refused, 0);
  await client.close();
});

test('a key that is refused is no fault of the reports: they wait', async () => {
  server.handler = () => ({ status: 401, body: { code: 'UNAUTHENTICATED', detail: 'the key has ended' } });
  const client = await open();
  await client.report(USE);
  await until(() => client.reported().lastError !== undefined);
  assert.match(client.reported().lastError ?? '', /UNAUTHENTICATED/);
  await client.close();
  assert.deepEqual([client.reported().queued, client.reported().refused], [1, 0]);
});

test('a tail that was cut at any byte is passed over, and what was confirmed before is there', async () => {
  const first = await spool();
  await first.add('{"key":"one"}', 1);
  await first.close();
  const file = await segment();
  const whole = await readFile(file);
  const both = Buffer.concat([whole, frame(2, '{"key":"two"}')]);
  for (let cut = whole.length; cut < both.length; cut++) {
    await writeFile(file, both.subarray(0, cut));
    assert.deepEqual(await lying(), ['{"key":"one"}'], `cut at ${cut}`);
  }
  await writeFile(file, both);
  assert.equal((await lying()).length, 2);
  assert.deepEqual(await readdir(join(folder, 'aside')), []);
});

test('damage in the middle is set aside once, and the rest is read', async () => {
  const first = await spool();
  for (const key of ['one', 'two', 'three']) {
    await first.add(key, 1);
  }
  await first.close();
  const file = await segment();
  const bytes = await readFile(file);
  bytes[frame(1, 'one').length + 15]! ^= 1;
  await writeFile(file, bytes);
  assert.deepEqual(await lying(), ['one', 'three']);
  assert.deepEqual(await lying(), ['one', 'three']);
  const aside = await readdir(join(folder, 'aside'));
  assert.equal(aside.length, 1);
  assert.equal((await readFile(join(folder, 'aside', aside[0]!))).length, frame(1, 'two').length);
});

test('on a full disk the call fails, nothing accepted is lost, and it goes on when there is room', async () => {
  let room = 60;
  const full: Disk = {
    ...DISK,
    async write(file, bytes, at) {
      if (at + bytes.length > room) {
        // As much as there is room for.
        await DISK.write(file, bytes.subarray(0, Math.max(0, room - at)), at);
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      }
      await DISK.write(file, bytes, at);
    },
  };
  const one = await spool(full);
  const all = await Promise.allSettled(['a', 'b', 'c', 'd'].map((key) => one.add(`{"key":"${key}"}`, 1)));
  assert.deepEqual(
    all.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'rejected'],
  );
  room = ROOM;
  await one.add('{"key":"e"}', 1);
  assert.equal(one.state().queued, 2);
  await one.close();
  assert.deepEqual(await lying(), ['{"key":"a"}', '{"key":"e"}']);
});

test('what the disk does not confirm is written to another file, and the first is not believed again', async () => {
  let failing = 0;
  const faulty: Disk = {
    ...DISK,
    async confirm(file) {
      if (failing-- > 0) {
        throw Object.assign(new Error('input/output error'), { code: 'EIO' });
      }
      await DISK.confirm(file);
    },
  };
  const one = await spool(faulty);
  await one.add('a', 1);
  failing = 1;
  await one.add('b', 1);
  assert.equal((await readdir(join(folder, 'spool'))).length, 2);
  failing = 2;
  await assert.rejects(one.add('c', 1), /does not confirm/);
  await one.add('d', 1);
  await one.close();
  assert.deepEqual(await lying(), ['a', 'b', 'd']);
});

test('a spool that has all the bytes it may have says so', async () => {
  server.handler = () => ({ status: 503 });
  const client = await open({ spoolBytesMax: 250 });
  await client.report({ ...USE, key: 'a' });
  await assert.rejects(client.report({ ...USE, key: 'b' }), (failure) => {
    assert.ok(failure instanceof SpoolError);
    return failure.key === 'b' && failure.message.includes('250');
  });
  await client.close();
});

test('one client at a time uses a folder; one that was killed leaves it free', async () => {
  const first = await open();
  await assert.rejects(open(), /another client uses/);
  await first.close();
  server.handler = () => ({ status: 503 });
  const child = fork(new URL('reporter.js', import.meta.url), [folder, server.root], { execArgv: ['--no-warnings'] });
  const [reported] = (await once(child, 'message')) as [string[]];
  await assert.rejects(open(), /another client uses/);
  child.kill('SIGKILL');
  await once(child, 'exit');
  server.got.length = 0;
  server.handler = booked;
  const second = await open();
  await until(() => second.reported().queued === 0);
  await second.close();
  assert.deepEqual(delivered(), reported);
});

test('segments that were delivered are deleted', async () => {
  const client = await open();
  await client.report(USE);
  await until(() => client.reported().queued === 0);
  await client.close();
  const again = await open();
  await again.report(USE);
  await until(() => again.reported().queued === 0);
  await again.close();
  assert.equal((await readdir(join(folder, 'spool'))).length, 1);
});

test('what was booked is not delivered again by the next client of the folder', async () => {
  for (const key of ['a', 'b']) {
    const client = await open();
    await client.report({ ...USE, key });
    await until(() => client.reported().queued === 0);
    await client.close();
  }
  assert.deepEqual(delivered(), ['a', 'b']);
});

test('a position that was cut is as none: what is delivered again is known by its keys', async () => {
  const client = await open();
  await client.report({ ...USE, key: 'a' });
  await until(() => client.reported().queued === 0);
  await client.close();
  await truncate(join(folder, 'position'), 3);
  const again = await open();
  await until(() => again.reported().queued === 0);
  await again.close();
  assert.deepEqual(delivered(), ['a', 'a']);
});
