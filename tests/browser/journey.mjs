/* Walks that several tests share: signing in with the second factor, registering a doctor, reading a printed notice, the
 * first sign-in of a doctor. Each works with and without JavaScript. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionOf, unusedNumber } from '../support/site.mjs';
import { equal, holds, keyFileOf, mailTo } from './harness.mjs';

const files = mkdtempSync(join(tmpdir(), 'nsdb-journey-'));

export function path(page) {
    return new URL(page.url()).pathname;
}

/* Presses a button that leads to another page. */
export async function press(page, name, scope = page) {
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), scope.getByRole('button', { name, exact: true }).first().click()]);
}

/* Goes on with the Tab key until the element has the focus. */
export async function tabTo(page, element) {
    for (let pressed = 0; pressed < 150; pressed++) {
        if (await element.evaluate((node) => node === document.activeElement))
            return;
        await page.keyboard.press('Tab');
    }
    throw new Error('the Tab key does not reach it');
}

export async function enterPassword(page, site, id, password) {
    await page.goto(`${site.url}/signin/`);
    await page.getByLabel('ユーザID').fill(id);
    await page.getByLabel('パスワード').fill(password);
    await press(page, 'ログイン');
}

export async function proveKey(page, keyFile, passphrase, button = '確認') {
    await page.getByLabel('暗号化鍵ファイル').setInputFiles(keyFile);
    await page.getByLabel('パスフレーズ').fill(passphrase);
    await Promise.all([
        page.waitForURL((url) => !/\/(proof|key)$/.test(url.pathname), { timeout: 30000 }),
        page.getByRole('button', { name: button, exact: true }).first().click(),
    ]);
    await page.waitForLoadState('load');
}

/* Signs in with what sign-ins.tsv says about an account after its first sign-in. */
export async function signIn(page, site, account) {
    await enterPassword(page, site, account.id, account.password);
    equal(path(page), '/signin/proof', 'page after the password');
    await proveKey(page, account.keyFile, account.passphrase);
    equal(path(page), '/account/', 'page after the second factor');
}

/* Signed in without the three pages of it, for tests whose subject comes after them. Whoever's signing in is a test's subject, or
 * must fail, takes signIn(). */
export async function comeIn(page, site, account) {
    await page.context().addCookies([{ name: 'nsdb', value: sessionOf(account.id), url: site.url }]);
    await page.goto(`${site.url}/account/`);
    equal(path(page), '/account/', 'page of a session');
}

export async function signOut(page) {
    await press(page, 'ログアウト');
    holds(await page.getByText('ログアウトしました').isVisible(), 'the page says that one has signed out');
}

/* Presses a button whose answer is a file, and gives where it was saved. */
export async function download(page, button) {
    const [saved] = await Promise.all([page.waitForEvent('download', { timeout: 30000 }), button.click()]);
    const place = join(files, `${Date.now()}-${saved.suggestedFilename()}`);
    await saved.saveAs(place);
    return place;
}

export function pdfText(place) {
    return execFileSync('pdftotext', ['-layout', place, '-'], { encoding: 'utf8' });
}

export function pdfPages(place) {
    return Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [place], { encoding: 'utf8' }))[1]);
}

/* ユーザID and 初期パスワード of each notice in a text from pdftotext. */
export function noticesIn(text) {
    return text.split('\f').filter((page) => page.includes('初期パスワード')).map((page) => ({
        id: /\b([2-9A-Z]{12})\b/.exec(page)?.[1],
        password: /初期パスワード\s+([2-9A-Za-z]{4}[ -]?[2-9A-Za-z]{4}[ -]?[2-9A-Za-z]{4})/.exec(page)?.[1]?.replace(/[ -]/g, ''),
        text: page,
    }));
}

export function saveKeyFile(mail) {
    const place = join(files, `key-${Date.now()}.pem`);
    writeFileSync(place, keyFileOf(mail));
    return place;
}

/* A code as the notice prints it. */
function inGroups(code) {
    return code.replace(/.{4}(?=.)/g, '$& ');
}

/* 初回ログイン of an institution's user from the notice to 利用中; gives what the person then knows. */
export async function firstSignIn({ page, site, check, notice, address, password, name }) {
    const started = Date.now();
    await enterPassword(page, site, inGroups(notice.id), inGroups(notice.password));
    equal(path(page), '/signin/mail', 'first page of the first sign-in');
    await check(page, `${name}-1-mail`);
    await page.getByLabel('メールアドレス').fill(address);
    await press(page, '登録して暗号化鍵ファイルを送る');
    equal(path(page), '/signin/key', 'page after the mail address');
    await check(page, `${name}-2-key`);
    const passphrase = (await page.locator('.nsdb-secret').innerText()).trim();
    const mail = await mailTo(site, address, started);
    holds(!mail.text.includes(passphrase) && !mail.text.includes(notice.id), 'the mail holds neither passphrase nor ID');
    const keyFile = saveKeyFile(mail);
    await proveKey(page, keyFile, passphrase, '登録');
    equal(path(page), '/signin/secret', 'page after the key');
    await check(page, `${name}-3-secret`);
    await page.getByLabel('秘密の質問').selectOption({ index: 2 });
    await page.getByLabel('答え', { exact: false }).first().fill('ぽちたろう');
    await page.locator('#field-new_password').fill(password);
    await page.locator('#field-new_password_again').fill(password);
    await press(page, '登録');
    equal(path(page), '/signin/done', 'last page of the first sign-in');
    await check(page, `${name}-4-done`);
    return { id: notice.id, password, keyFile, passphrase };
}

/* A doctor nobody has. */
export function newDoctor(values = {}) {
    const number = unusedNumber();
    return {
        kind: '難病指定医', institution_code: '9810000019', institution_name: '見本県立中央病院', department: '神経内科',
        designation_number: `T${number}`, medical_register_number: number, certified_on: '2026/4/1', expires_on: '2031/3/31',
        family_name: '𠮷野', given_name: '髙子', family_kana: 'ヨシノ', given_kana: 'タカコ', ...values,
    };
}

/* Fills the form 個別登録. */
export async function fillDoctor(page, site, doctor) {
    await page.goto(`${site.url}/institution/register`);
    await fillPerson(page, doctor);
}

/* Fills the fields of a form by their names. */
export async function fill(page, values) {
    for (const [name, value] of Object.entries(values))
        await page.locator(`#field-${name}`).fill(value);
}

/* The same with the kind of user chosen first. */
export async function fillPerson(page, { kind, ...values }) {
    await page.getByLabel(kind, { exact: true }).check();
    await fill(page, values);
}

let officials = Date.now() % 100000;

/* An official nobody has. */
export function newOfficial() {
    officials += 1;
    return { family_name: '髙𠮷', given_name: `職員${officials}`, family_kana: 'タカヨシ', given_kana: 'ショクイン', department: '疾病対策課',
        telephone: '03-0000-0000', mail: `staff${process.pid}-${officials}@example.jp` };
}

export function text(place) {
    return readFileSync(place, 'utf8');
}

/* ---- guessing ---------------------------------------------------------------------------------------------------- */

function send(url, options, body = '') {
    return new Promise((done, fail) => {
        const sent = request(url, options, (answer) => {
            let text = '';
            answer.on('data', (part) => { text += part; });
            answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
        });
        sent.on('error', fail);
        sent.end(body);
    });
}

/* Ten wrong passwords lock an account (R-055). Each comes from an address of its own, so that nobody else is slowed. */
export async function lockAccount(site, id) {
    const address = new URL('/signin/', site.url);
    for (let i = 0; i < 10; i++) {
        const from = { localAddress: `127.0.0.${100 + i}` };
        const form = await send(address, from);
        const cookie = form.headers['set-cookie'].map((line) => line.split(';')[0]).join('; ');
        const value = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form.text)[1];
        const body = new URLSearchParams({ csrf_token: value('csrf_token'), idempotency_key: value('idempotency_key'),
            login_id: id, password: `machigai-no-aikotoba-${i}` }).toString();
        const answer = await send(address, { ...from, method: 'POST', headers: { Cookie: cookie, Origin: address.origin,
            'Content-Type': 'application/x-www-form-urlencoded' } }, body);
        equal(answer.status, 422, `a wrong password (${i + 1})`);
    }
}

/* ---- lists of doctors ------------------------------------------------------------------------------------------ */

const columns = {
    kind: '指定医の種別', municipality_code: '公共団体コード', scheme: '難病/小慢', institution_code: '医療機関番号',
    institution_name: '医療機関名', department: '部署(部門/診療科)', designation_number: '指定医番号',
    medical_register_number: '医籍登録番号', certified_on: '認定登録年月日', expires_on: '有効期限年月日', family_name: '氏名 姓',
    given_name: '氏名 名', family_kana: 'フリガナ 姓', given_kana: 'フリガナ 名', telephone: '電話', mail: 'メールアドレス',
};

/* A list as Excel saves it with 「CSV UTF-8(コンマ区切り)」: BOM and CRLF. */
export function csvOf(doctors) {
    const quoted = (value) => /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    const rows = doctors.map((doctor) => Object.keys(columns).map((column) =>
        quoted({ municipality_code: '980005', scheme: doctor.kind?.includes('小児') ? '小慢' : '難病', telephone: '', mail: '', ...doctor }[column] ?? '')));
    return `\ufeff${[Object.values(columns), ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`;
}

/* Uploads files { name, mimeType, buffer } under 一括登録. */
export async function upload(page, site, ...lists) {
    await page.goto(`${site.url}/institution/import`);
    await page.getByLabel('一括登録ファイル').setInputFiles(lists.map(({ name, content }) =>
        ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })));
    await press(page, 'アップロード');
}

/* Waits for the end of checking or registering: the page renews itself, with script or without. */
export async function waitForJob(page) {
    for (let attempt = 0; attempt < 240; attempt++) {
        if (await page.getByText('この画面は自動で新しくなります').count().catch(() => 1) === 0)
            return;
        await page.waitForTimeout(250);
    }
    throw new Error('the job did not end within a minute');
}
