/* Opens key files with www/static/js/key.js and checks its signature with the public key. Called by check_key.sh. */
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';

globalThis.crypto ??= crypto.webcrypto;
const [script, work] = process.argv.slice(2);
const source = readFileSync(script).toString('base64');
const { normalPassphrase, openKeyFile, readKeyFile, signChallenge } = await import(`data:text/javascript;base64,${source}`);
const passphrase = 'k7mqw4xd9rtp3hvn';
const file = (name) => readFileSync(`${work}/${name}.pem`, 'utf8');
const publicKey = crypto.createPublicKey(readFileSync(`${work}/public`));
const refused = (pem, secret) => assert.rejects(openKeyFile(pem, secret));

assert.equal(normalPassphrase(' K7MQ-w4xd\u3000９ｒｔｐ\t3HVN '), passphrase);
assert.equal(readKeyFile(file('right')).iterations, 600000);

const key = await openKeyFile(file('right'), 'K7mq-W4xd-9rtp-3hvn');
assert.equal(key.privateKey.extractable, false);
assert.deepEqual(Buffer.from(key.publicKey, 'base64url'), publicKey.export({ type: 'spki', format: 'der' }));
const challenge = crypto.randomBytes(32);
const signature = Buffer.from(await signChallenge(key.privateKey, challenge.toString('base64url')), 'base64url');
const how = { key: publicKey, dsaEncoding: 'ieee-p1363' };
assert.equal(signature.length, 64);
assert.ok(crypto.verify('sha256', challenge, how, signature));
assert.ok(!crypto.verify('sha256', crypto.randomBytes(32), how, signature));

await refused(file('right'), 'k7mqw4xd9rtp3hvm');
await refused(file('other_cipher'), passphrase);
await refused(file('other_hash'), passphrase);
await refused(readFileSync(`${work}/plain`, 'utf8'), passphrase);
await refused('', passphrase);

/* Cut and damaged files are refused, never looped over. */
const pem = file('right');
const body = Buffer.from(pem.replace(/-----[^-]+-----/gu, ''), 'base64');
const wrap = (bytes) =>
    `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----`;
for (let size = 0; size < body.length; size += 7)
    assert.throws(() => readKeyFile(wrap(body.subarray(0, size))), `cut to ${size} bytes`);
for (let at = 0; at < 60; at++) {
    const damaged = Buffer.from(body);
    damaged[at] ^= 0xff;
    try {
        readKeyFile(wrap(damaged));
    } catch (problem) {
        assert.ok(problem instanceof Error);
    }
}
console.log('key.js opens, signs and refuses');
