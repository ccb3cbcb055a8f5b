// Reads what a later server answers, with the generated client.
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { NoticeFromJSON, NoticeCode } = require('./index.js');

const [later, grown] = process.argv.slice(2).map((file) => NoticeFromJSON(JSON.parse(readFileSync(file, 'utf8'))));
assert.strictEqual(later.seq, 9007199254740991);
assert.strictEqual(later.code, 'COMET_SEEN');
assert.strictEqual(later.subject.kind, 'COMET');
assert.strictEqual(grown.code, NoticeCode.NOTICE_CODE_ORDER_PAID);
assert.strictEqual(grown.subject.reference, 'SC-1');
