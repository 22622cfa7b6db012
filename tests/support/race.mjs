/* Real races on a running site: requests wait at a barrier, each held back by its last byte, and are let go in the same
 * moment; then the answers and the database are judged. No browser: a visitor is a session and plain HTTP.
 * NSDB_URL and NSDB_VAR name the site; NSDB_RACE_ROUNDS (20) is how often each race is run. */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { count, sessionOf, sql, unusedNumber } from './site.mjs';

export const rounds = Number(process.env.NSDB_RACE_ROUNDS || 20);
/* Where a POST leads whose session was over when it was read. */
export const unsent = '/signin/?unsent=yes';
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const site = new URL(process.env.NSDB_URL);
const siteDirectory = process.env.NSDB_VAR;

/* ---- the site from inside -------------------------------------------------------------------------------------- */

/* [ユーザID, password] of the first account of a role and organisation in the table of sample sign-ins, after its
 * 初回ログイン; and the ユーザID alone. */
export function sampleSignIn(role, organisation) {
    const lines = readFileSync(join(siteDirectory, 'sign-ins.tsv'), 'utf8').split('\n').map((line) => line.split('\t'));
    const found = lines.find((row) => row[0] === role && row[1] === organisation && row[2] === '済');
    assert.ok(found, `the sample has no ${role} of ${organisation}`);
    return [found[3], found[4]];
}

export const sampleAccount = (role, organisation) => sampleSignIn(role, organisation)[0];

/* A doctor nobody has. */
export function newDoctor(values = {}) {
    const number = unusedNumber();
    return { kind: 'nanbyo', institution_code: '9810000019', institution_name: '見本県立中央病院', department: '神経内科',
        designation_number: `R${number}`, medical_register_number: number, certified_on: '2026/4/1', expires_on: '2031/3/31',
        family_name: '競', given_name: '走', family_kana: 'キソウ', given_kana: 'ハシル', telephone: '', mail: '', ...values };
}

/* A 医療機関番号 nobody has: ten digits, the last one Luhn's. */
let places = count("SELECT GREATEST(500000, MAX(SUBSTRING(code, 4, 6) + 0)) FROM medical_institution WHERE code LIKE '981%'");
export function newInstitution() {
    const body = `981${++places}`;
    const sum = [...body].reverse().reduce((all, digit, place) => {
        const worth = Number(digit) * (place % 2 === 0 ? 2 : 1);
        return all + (worth > 9 ? worth - 9 : worth);
    }, 0);
    return `${body}${(10 - sum % 10) % 10}`;
}

const columns = { kind: '指定医の種別', municipality_code: '公共団体コード', scheme: '難病/小慢', institution_code: '医療機関番号',
    institution_name: '医療機関名', department: '部署(部門/診療科)', designation_number: '指定医番号',
    medical_register_number: '医籍登録番号', certified_on: '認定登録年月日', expires_on: '有効期限年月日', family_name: '氏名 姓',
    given_name: '氏名 名', family_kana: 'フリガナ 姓', given_kana: 'フリガナ 名', telephone: '電話', mail: 'メールアドレス' };

/* The list of a municipality. A large one goes to the other lane of the worker: empty rows make it long. */
export function csvOf(municipality, doctors, large = false) {
    const rows = doctors.map((doctor) => Object.keys(columns).map((column) =>
        ({ ...doctor, kind: '難病指定医', scheme: '難病', municipality_code: municipality })[column]).join(','));
    return `\ufeff${[Object.values(columns).join(','), ...rows].join('\r\n')}\r\n${large ? '\r\n'.repeat(33000) : ''}`;
}

/* ---- plain HTTP -------------------------------------------------------------------------------------------------- */

const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'' };
const decoded = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity]);
const attribute = (tag, name) => decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/* What a person reads on a page, without its frame. */
export function pageText(html) {
    return decoded((/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
}

/* The forms of a page: where they lead and what they hold as drawn. A button that leads elsewhere makes another form. */
export function formsOf(html) {
    return [...html.matchAll(/<form [\s\S]*?<\/form>/g)].flatMap(([whole]) => {
        const head = whole.slice(0, whole.indexOf('>') + 1);
        const fields = [];
        for (const [tag] of whole.matchAll(/<input [^>]*>/g)) {
            const type = attribute(tag, 'type');
            if (!['submit', 'file'].includes(type) && (!['checkbox', 'radio'].includes(type) || /\schecked/.test(tag)))
                fields.push([attribute(tag, 'name'), attribute(tag, 'value')]);
        }
        for (const [, name, text] of whole.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
            fields.push([name, decoded(text)]);
        for (const [tag, name] of whole.matchAll(/<select [^>]*name="([^"]*)"[\s\S]*?<\/select>/g)) {
            const options = [...tag.matchAll(/<option [^>]*>/g)].map(([option]) => option);
            fields.push([name, attribute(options.find((option) => /\sselected/.test(option)) ?? options.at(-1) ?? '', 'value')]);
        }
        const checks = [...whole.matchAll(/<input [^>]*type="(?:checkbox|radio)"[^>]*>/g)].map(([tag]) =>
            [attribute(tag, 'name'), attribute(tag, 'type') === 'radio' ? attribute(tag, 'value') : undefined]);
        const actions = [attribute(head, 'action'), ...[...whole.matchAll(/\sformaction="([^"]*)"/g)].map(([, action]) => action)];
        return actions.map((action) => ({ method: attribute(head, 'method') || 'get', action, fields, checks }));
    });
}

function readAnswer(bytes) {
    const end = bytes.indexOf('\r\n\r\n');
    const lines = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
    const header = (name) => lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim();
    return { status: Number(lines[0].split(' ')[1] || 0), location: header('location'), type: header('content-type') ?? '',
        cookies: lines.filter((line) => /^set-cookie:/i.test(line)).map((line) => line.slice(11).trim().split(';')[0]),
        body: bytes.subarray(end + 4).toString('utf8') };
}

/* HTTP/1.0: one request for each connection, and an answer that ends with it. */
function open(bytes) {
    const connection = connect(Number(site.port || 80), site.hostname);
    const chunks = [];
    const held = bytes.subarray(0, bytes.length - 1);
    connection.setNoDelay(true);
    const ready = new Promise((done, fail) => connection.once('error', fail).once('connect', () => connection.write(held, done)));
    const answer = new Promise((done, fail) => connection.on('data', (chunk) => chunks.push(chunk)).once('error', fail)
        .once('close', () => done(readAnswer(Buffer.concat(chunks)))));
    return { ready, answer, release: () => connection.write(bytes.subarray(bytes.length - 1)) };
}

/* Sends all requests so that they arrive together and gives their answers in the same order. Every other time the racers
 * leave within `spread` milliseconds instead of at once, in any order: other ends of the same race. A request in the form
 * { bytes, late } leaves up to so many milliseconds later each time, so that it does not always win. */
let heats = 0;
export async function race(requests, spread = 6) {
    const within = heats++ % 2 * spread;
    const runners = requests.map((request) => ({ ...open(request.bytes ?? request), order: Math.random(), late: request.late ?? 0 }));
    await Promise.all(runners.map((runner) => runner.ready));
    await pause(5);
    for (const runner of [...runners].sort((a, b) => a.order - b.order)) {
        const wait = runner.order * within + Math.random() * runner.late;
        wait === 0 ? runner.release() : setTimeout(runner.release, wait);
    }
    return Promise.all(runners.map((runner) => runner.answer));
}

/* ---- visitors ---------------------------------------------------------------------------------------------------- */

export class Visitor {
    constructor(token) {
        this.cookies = new Map([['nsdb', token]]);
    }

    /* Somebody with a session, without the walk through the sign-in: by ユーザID. */
    static of(loginId, stage = 'full') {
        return new Visitor(sessionOf(loginId, stage));
    }

    /* A browser that has not signed in. */
    static async stranger() {
        const visitor = new Visitor('');
        await visitor.get('/signin/');
        return visitor;
    }

    bytes(method, path, body, type) {
        const head = [`${method} ${path} HTTP/1.0`, `Host: ${site.host}`, `Origin: ${site.origin}`, 'Sec-Fetch-Site: same-origin',
            `Cookie: ${[...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')}`];
        if (body)
            head.push(`Content-Type: ${type}`, `Content-Length: ${body.length}`);
        return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body ?? Buffer.alloc(0)]);
    }

    keep(answer) {
        for (const cookie of answer.cookies)
            this.cookies.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1));
        return answer;
    }

    async send(bytes) {
        const { ready, answer, release } = open(bytes);
        await ready;
        release();
        return this.keep(await answer);
    }

    get(path) {
        return this.send(this.bytes('GET', path));
    }

    /* What the page's form token would be. */
    token() {
        const secret = this.cookies.get('nsdb') || this.cookies.get('nsdb_form');
        return createHmac('sha256', secret).update('csrf').digest('base64url');
    }

    /* A posted form as bytes. Fields: an object or pairs; files: { field: [name, content] }. */
    request(path, fields, files) {
        const pairs = Array.isArray(fields) ? fields : Object.entries({ csrf_token: this.token(),
            idempotency_key: randomBytes(16).toString('base64url'), ...fields });
        if (!files || Object.keys(files).length === 0)
            return this.bytes('POST', path, Buffer.from(new URLSearchParams(pairs).toString()), 'application/x-www-form-urlencoded');
        const line = '----race';
        const part = (head, content) => `--${line}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
        const body = pairs.map(([name, value]) => part(`name="${name}"`, value)).join('')
            + Object.entries(files).map(([field, [name, content]]) => part(`name="${field}"; filename="${name}"`, content)).join('');
        return this.bytes('POST', path, Buffer.from(`${body}--${line}--\r\n`), `multipart/form-data; boundary=${line}`);
    }

    post(path, fields, files) {
        return this.send(this.request(path, fields, files));
    }
}

/* Registers a doctor by 個別登録: { designation, account, reference, login, …what was typed }. */
export async function registered(visitor, values) {
    const doctor = newDoctor(values);
    const { location } = await visitor.post('/institution/register', doctor);
    const designation = parameter(location, 'designation');
    const [[account, reference, login]] = sql(`SELECT a.id, a.reference, a.login_id FROM account a
        JOIN designation d ON d.account_id = a.id WHERE d.reference = '${designation}'`);
    return { ...doctor, designation, account, reference, login };
}

/* A password and its hash as a release before the seal stored it, which goes on working: a sealed one is bound to its account. */
export const knownPassword = 'mukashi-no-kotoba-17';
export const knownHash = '$argon2id$v=19$m=19456,t=2,p=1$bg8VZoOzxGDZ3RsSMh9tJA$l8qDAx7U+8gn5/S7NIH7nNlsJYhsJVh0bEQBxHq7/+0';

/* Makes an account 利用中 without the walk through the 初回ログイン: with a password (its hash) if wanted, and some key. */
export function activate(account, hash) {
    sql(`UPDATE account SET issue_state = 'active' WHERE id = ${account};
        DELETE FROM initial_password WHERE account_id = ${account};
        INSERT INTO first_signin (account_id, purpose, step, updated_at) VALUES (${account}, 'first', 'done', NOW(6))
            ON DUPLICATE KEY UPDATE step = 'done';
        INSERT INTO key_file (account_id, generation, mail_generation, public_key, state, created_at, expires_at, activated_at)
            SELECT ${account}, 1, 0, k.public_key, 'active', NOW(6), NOW(6), NOW(6) FROM key_file k WHERE k.state = 'active' LIMIT 1;
        ${hash ? `INSERT INTO password (account_id, hash, changed_at) VALUES (${account}, '${hash}', NOW(6));` : ''}`);
}

export function parameter(location, name) {
    return new URL(location, site).searchParams.get(name);
}

/* The form of a page as somebody has it on the screen, with `typed` over it, ready to be sent. */
export async function drawn(visitor, page, action, typed = {}) {
    const form = formsOf((await visitor.get(page)).body).find((found) => found.action === action);
    assert.ok(form, `${page} has the form ${action}`);
    return visitor.request(action, [...form.fields.filter(([name]) => !(name in typed)), ...Object.entries(typed)]);
}

/* ---- judging ----------------------------------------------------------------------------------------------------- */

/* The titles of the pages that explain nothing of the case (lib/app/respond.c). */
const general = ['送信された内容を読み取れませんでした', 'この操作はできません', 'ページが見つかりません', '先に変更されていました',
    'ただいま利用できません', 'エラーが発生しました'];

export function isGeneral(answer) {
    const title = /<h1[^>]*>([^<]*)/.exec(answer.body)?.[1] ?? '';
    return answer.status === 0 || general.some((words) => title.includes(words));
}

/* So many answers lead on (303, or what `won` says); each of the others is a page of its own that says `told`. */
export function judge(answers, { winners = 1, won = (answer) => answer.status === 303, told }) {
    const losers = answers.filter((answer) => !won(answer));
    assert.equal(answers.length - losers.length, winners,
        `winners; the others say: ${losers.map((loser) => `${loser.status} ${pageText(loser.body).slice(0, 200)}`).join(' | ')}`);
    for (const loser of losers) {
        assert.ok(!isGeneral(loser), `a general page for the loser: ${loser.status} ${pageText(loser.body).slice(0, 200)}`);
        assert.match(pageText(loser.body), told);
    }
    return answers.find(won);
}
