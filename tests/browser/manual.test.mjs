/* Chapter 3 of the manual for institutions (医療機関ユーザの管理) and the video 「医療クラーク等のIDの払い出し」, played step by step with
 * our screens in an institution of its own. manual.md lists their sentences by number; proved() notes which of them a step has
 * shown, and the last test compares. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { check, equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, enterPassword, fillDoctor, fillPerson, firstSignIn, newDoctor, noticesIn, path, pdfText, press, proveKey,
    signIn, signOut, tabTo } from './journey.mjs';

const chosen = 'kiiroi-densha-no-yume-42';
const done = new Set();
let serial = Date.now() % 100000;

function proved(...sentences) {
    sentences.forEach((sentence) => done.add(sentence));
}

/* A picture of the screen with all its checks, and the sentences that it shows. */
async function screen(page, name, ...sentences) {
    await check(page, `manual-${name}`);
    proved(...sentences);
}

/* ---- the institution and its people ---------------------------------------------------------------------------- */

/* Ten digits that nobody has, the last one by Luhn's rule. */
function institutionCode() {
    const nine = `98${String(Date.now() % 10000000).padStart(7, '0')}`;
    const sum = [...nine].reverse().reduce((total, digit, index) => {
        const weighed = Number(digit) * (index % 2 === 0 ? 2 : 1);
        return total + (weighed > 9 ? weighed - 9 : weighed);
    }, 0);
    return nine + String((10 - sum % 10) % 10);
}

const place = { institution_code: institutionCode(), institution_name: `手引き病院${serial}` };
const people = {};

async function enter(page, site, person) {
    await enterPassword(page, site, person.id, person.password);
    await proveKey(page, person.keyFile, person.passphrase);
    equal(path(page), '/account/', `the menu opens to ${person.name}`);
}

async function begin({ page, site, name, notice, look = async () => {} }) {
    const address = `${name}-${serial}@example.jp`;
    people[name] = { name, ...await firstSignIn({ page, site, check: look, notice, address, password: chosen, name: `manual-${name}` }) };
}

async function registerDoctor(page, site, doctor) {
    await fillDoctor(page, site, doctor);
    await press(page, '登録');
    return noticesIn(pdfText(await download(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }))))[0];
}

function somebody(kind, family = '髙橋') {
    serial += 1;
    return { kind, department: '医療連携室', family_name: family, given_name: `職員${serial}`, family_kana: 'タカハシ', given_kana: 'ショクイン' };
}

/* 医療機関ユーザ新規登録; gives ID and initial password as the screen shows them. */
async function registerUser(page, site, person) {
    await page.goto(`${site.url}/staff/register`);
    await fillPerson(page, person);
    await press(page, '登録');
    equal(path(page), '/staff/register/done', `page after the registration of a ${person.kind}`);
    const [id, password] = await page.locator('dl.dads-description-list .nsdb-code').allInnerTexts();
    return { id, password: password.replace(/[ -]/g, '') };
}

/* ---- the list ---------------------------------------------------------------------------------------------------- */

async function search(page, site, id) {
    await page.goto(`${site.url}/staff/users`);
    await page.getByLabel('ユーザID').fill(id);
    await press(page, '検索');
    equal(await page.locator('tbody tr').count(), 1, `rows for ${id}`);
    const more = page.locator('details.nsdb-more summary');
    if (await more.count() > 0)
        await more.click();
    return page.locator('tbody tr');
}

/* Labels of a row's 操作, without the name that follows for screen readers. */
async function steps(row) {
    const labels = await row.locator('td').last().locator('a, button').allTextContents();
    return labels.map((label) => label.replace(/（.*/s, '').trim());
}

async function follow(page, row, label) {
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), row.getByRole('link', { name: label }).first().click()]);
}

async function act({ page, site, id, label, button, name }) {
    await follow(page, await search(page, site, id), label);
    equal(await page.locator('h1').innerText(), label, 'heading of the step');
    await check(page, `manual-${name}`);
    await press(page, button);
}

async function noticeOf(page, site, id) {
    const row = await search(page, site, id);
    return noticesIn(pdfText(await download(page, row.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }))))[0];
}

/* Posts a step's form without its page: what the list does not offer must not work either. */
async function force(page, site, address, account) {
    await page.goto(`${site.url}/account/self`);
    const csrf_token = await page.locator('input[name=csrf_token]').first().inputValue();
    const answer = await page.request.post(site.url + address, { maxRedirects: 0, headers: { origin: site.url },
        form: { csrf_token, idempotency_key: String(Date.now()).padStart(22, '0'), account } });
    return { status: answer.status(), location: answer.headers().location ?? '', text: await answer.text() };
}

/* The reference by which forms name an account. */
async function referenceOf(page, site, id) {
    const row = await search(page, site, id);
    return new URL(await row.locator('a[href*="account="]').first().getAttribute('href'), site.url).searchParams.get('account');
}

/* ---- ten wrong passwords ------------------------------------------------------------------------------------------ */

let source = 1;

function ask(site, localAddress, method, headers, body) {
    return new Promise((resolve, reject) => {
        const asking = request(`${site.url}/signin/`, { method, headers, localAddress }, (answer) => {
            let text = '';
            answer.on('data', (part) => { text += part; });
            answer.on('end', () => resolve({ answer, text }));
        });
        asking.on('error', reject);
        asking.end(body);
    });
}

/* Somebody guesses ten times, from an address of its own: that slows nobody else. */
async function lock(site, id) {
    source += 1;
    const from = `127.0.99.${source}`;
    const { answer, text } = await ask(site, from, 'GET', {});
    const cookie = answer.headers['set-cookie'].map((line) => line.split(';')[0]).join('; ');
    const csrf_token = /name="csrf_token" value="([^"]*)"/.exec(text)[1];
    for (let guess = 0; guess < 10; guess++) {
        const form = new URLSearchParams({ csrf_token, idempotency_key: String(guess).padStart(22, '0'), login_id: id, password: `guess ${guess}` });
        await ask(site, from, 'POST', { cookie, origin: site.url, 'content-type': 'application/x-www-form-urlencoded' }, form.toString());
    }
}

/* ---- 3.1 ------------------------------------------------------------------------------------------------------------ */

test('3.1.1 (1)(a) 1, 2 and (2): the municipality registers 指定医, the first one becomes 責任者', async ({ site, open }) => {
    const official = await open();
    await signIn(official, site, signInOf(site, '自治体職員', true, '見本県'));
    await official.goto(`${site.url}/institution/register`);
    const kinds = await official.locator('input[name=kind]').evaluateAll((inputs) => inputs.map((input) => input.closest('label').innerText.trim()));
    equal(kinds.join(), '難病指定医,協力難病指定医,小児慢性特定疾病指定医', '種別 that a municipality registers');
    const first = await registerDoctor(official, site, newDoctor({ ...place, family_name: '青木' }));
    await screen(official, 'a1-registered', 'M17', 'M27', 'V09');
    const second = await registerDoctor(official, site, newDoctor({ ...place, kind: '協力難病指定医', family_name: '井上' }));
    const third = await registerDoctor(official, site, newDoctor({ ...place, kind: '小児慢性特定疾病指定医', family_name: '上田' }));
    const elsewhere = await registerDoctor(official, site, newDoctor({ family_name: '江口' }));
    await signOut(official);

    const page = await open();
    await begin({ page, site, name: 'first', notice: first, look: check });
    await page.goto(`${site.url}/account/`);
    holds(await page.locator('.nsdb-header').getByText('指定医（責任者）').isVisible(), 'the first 指定医 is 責任者');
    await screen(page, 'a2-menu', 'M15', 'M18');
    const row = await search(page, site, first.id);
    holds((await row.innerText()).includes('責任者'), 'and marked in the list');
    await begin({ page: await open(), site, name: 'second', notice: second });
    await begin({ page: await open(), site, name: 'third', notice: third });
    await begin({ page: await open(), site, name: 'elsewhere', notice: elsewhere });

    await page.goto(`${site.url}/staff/users`);
    const kindsShown = await page.locator('tbody td[data-label=ユーザ種別]').allInnerTexts();
    equal(kindsShown.map((text) => text.split('\n')[0]).sort().join(), '協力難病指定医,小児慢性特定疾病指定医,難病指定医', 'ユーザ種別 in the list');
    equal(kindsShown.filter((text) => text.includes('責任者')).length, 1, 'one 責任者');
    equal((await page.locator('#field-kind option').allInnerTexts()).join(), 'すべて,責任者,指定医,医療クラーク等', 'ユーザ種別 to search for');
    await screen(page, '3.1-kinds', 'M08', 'M09', 'M10', 'M12', 'M26', 'V06');
    for (const [name, kind] of [['first', '難病指定医'], ['second', '協力難病指定医'], ['third', '小児慢性特定疾病指定医']]) {
        const menu = await open();
        await enter(menu, site, people[name]);
        const designation = (await menu.locator('dl.dads-description-list').first().innerText()).replace(/\s+/g, ' ');
        holds(designation.includes(`指定医の種別 ${kind}`), `${name} is ${kind}: ${designation}`);
        await screen(menu, `2-menu-${name}`, 'M26');
    }
});

/* ---- the video, and 3.2 ------------------------------------------------------------------------------------------- */

for (const context of ['default', 'narrow', 'plain'])
    test(`video 2.1, 2.2 and 3.2: ID and notice of a 医療クラーク等 (${context})`, async ({ site, open }) => {
        const page = await open(context);
        await enter(page, site, people[{ default: 'first', narrow: 'second', plain: 'third' }[context]]);
        await page.getByRole('link', { name: '医療機関ユーザ新規登録' }).first().click();
        await page.waitForURL('**/staff/register');
        equal(await page.locator('h1').innerText(), '医療機関ユーザ新規登録', 'name of the screen');
        const labels = await page.locator('legend, label.dads-form-control-label').allInnerTexts();
        equal(labels.map((label) => label.replace(/\s+/g, ' ').trim()).join(), 'ユーザ種別 ※必須,部署 ※必須,氏名 姓 ※必須,氏名 名 ※必須,'
            + 'フリガナ 姓 ※必須,フリガナ 名 ※必須,電話 ※任意,メールアドレス ※任意', 'items and 必須 marks');
        const kinds = await page.locator('input[name=kind]').evaluateAll((inputs) => inputs.map((input) => input.closest('label').innerText.trim()));
        equal(kinds.join(), context === 'default' ? '医療クラーク等,責任者' : '医療クラーク等', '責任者 register 責任者, 指定医 only 医療クラーク等');
        holds(await page.getByText('指定医の登録は自治体が行います').isVisible(), 'who registers 指定医');
        await screen(page, 'v2.1-register', 'V05', 'V07', 'V08', 'V09');

        await press(page, '登録');
        equal(await page.locator('#complaints li').count(), context === 'default' ? 6 : 5, 'complaints about the 必須 items; a single choice is made');
        holds((await page.locator('#complaints').innerText()).includes('部署が空です。入力してください'), 'they say how to mend');
        await screen(page, 'v2.1-empty', 'V04');
        await fillPerson(page, { ...somebody('医療クラーク等'), family_kana: 'たかはし' });
        await press(page, '登録');
        equal(await page.locator('#field-family_kana').getAttribute('aria-invalid'), 'true', 'a フリガナ in hiragana is marked');
        await screen(page, 'v2.1-kana');

        const clerk = await registerUser(page, site, somebody('医療クラーク等'));
        await screen(page, 'v2.1-done', 'V01', 'V10', 'M02', 'M06');
        await page.getByRole('link', { name: '医療機関ユーザ検索' }).first().click();
        await page.waitForURL('**/staff/users');
        equal(await page.locator('h1').innerText(), '医療機関ユーザ検索', 'name of the screen');
        const row = await search(page, site, clerk.id);
        equal((await page.locator('thead th').allInnerTexts()).at(-1), '操作', 'the last column');
        holds((await steps(row)).slice(0, 2).join() === 'パスワード初期化,IDパスワード通知書ダウンロード', `操作: ${await steps(row)}`);
        await screen(page, 'v2.2-search', 'V11', 'V12', 'V14', 'V15');
        const notice = await noticeOf(page, site, clerk.id);
        equal(notice.id, clerk.id, 'ID on the notice');
        equal(notice.password, clerk.password, 'initial password on the notice');
        holds(notice.text.replace(/\s/g, '').includes('IDPW発行通知書'), 'title of the notice');
        proved('V02', 'V03', 'V13');
        await begin({ page: await open(context), site, name: `clerk-${context}`, notice });
        await page.goto(`${site.url}/staff/users?login_id=${clerk.id}`);
        equal(await page.locator('tbody [data-state=active]').count(), 1, 'the clerk is 利用中');
        equal((await page.locator('tbody button').allInnerTexts()).length, 0, 'a notice is printed for an initial password only');
    });

test('video 2.1, 2.2 with the keyboard alone', async ({ site, open }) => {
    const page = await open();
    await comeIn(page, site, people.first);
    await tabTo(page, page.getByRole('link', { name: '医療機関ユーザ新規登録' }).first());
    await Promise.all([page.waitForURL('**/staff/register'), page.keyboard.press('Enter')]);
    await tabTo(page, page.locator('input[name=kind]').first());
    await page.keyboard.press('Space');
    for (const [field, value] of Object.entries(somebody('')).filter(([name]) => name !== 'kind')) {
        await tabTo(page, page.locator(`#field-${field}`));
        await page.keyboard.insertText(value);
    }
    await Promise.all([page.waitForURL('**/staff/register/done**'), page.keyboard.press('Enter')]);
    const id = await page.locator('dl.dads-description-list .nsdb-code').first().innerText();
    await tabTo(page, page.getByRole('link', { name: '一覧で見る' }));
    await Promise.all([page.waitForURL('**/staff/users**'), page.keyboard.press('Enter')]);
    await tabTo(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }));
    await check(page, 'manual-keyboard');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    holds(saved.suggestedFilename().endsWith('.pdf'), 'the notice comes');
    await tabTo(page, page.locator('details.nsdb-more summary'));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: 'アカウント削除' }));
    await Promise.all([page.waitForURL('**/staff/users/delete**'), page.keyboard.press('Enter')]);
    await tabTo(page, page.getByRole('button', { name: '削除する' }));
    await Promise.all([page.waitForURL(/\/staff\/users(\?|$)/), page.keyboard.press('Enter')]);
    await page.goto(`${site.url}/staff/users?login_id=${id}`);
    equal(await page.locator('tbody tr').count(), 0, 'deleted by keyboard');
});

/* ---- the warning of chapter 3, and who may do what ------------------------------------------------------------------ */

test('a 医療クラーク等 manages nobody and never becomes 責任者', async ({ site, open }) => {
    const clerk = await open();
    await enter(clerk, site, people['clerk-default']);
    equal(await clerk.getByRole('link', { name: /医療機関ユーザ/ }).count(), 0, 'no such menu');
    for (const address of ['/staff/register', '/staff/users']) {
        const answer = await clerk.goto(site.url + address);
        equal(answer.status(), 403, `status of ${address}`);
    }
    await screen(clerk, 'clerk-refused', 'M01', 'M07');
    const boss = await open();
    await comeIn(boss, site, people.first);
    const row = await search(boss, site, people['clerk-default'].id);
    equal((await steps(row)).includes('責任者にする'), false, '責任者にする is not offered for a clerk');
    const reference = await referenceOf(boss, site, people['clerk-default'].id);
    equal((await force(boss, site, '/staff/users/manager', reference)).status, 403, 'and does not work');
    proved('M14');
});

test('3.1.1 (1): 責任者 registers, resets, unlocks and reissues for all users; 指定医 for 医療クラーク等', async ({ site, open }) => {
    const boss = await open();
    const doctor = await open();
    await comeIn(boss, site, people.first);
    await comeIn(doctor, site, people.second);
    const offered = async (page, name) => (await steps(await search(page, site, people[name].id))).join();
    equal(await offered(boss, 'clerk-narrow'), 'パスワード初期化,暗号化鍵再発行,アカウント削除', '責任者 to a clerk');
    equal(await offered(boss, 'second'), 'パスワード初期化,暗号化鍵再発行,責任者にする', '責任者 to a doctor');
    equal(await offered(doctor, 'clerk-narrow'), 'パスワード初期化,暗号化鍵再発行,アカウント削除', 'a doctor to a clerk');
    equal(await offered(doctor, 'first'), '', 'a doctor to the 責任者');
    for (const [page, address] of [[doctor, '/staff/users/reset'], [doctor, '/staff/users/key'], [doctor, '/staff/users/delete'], [doctor, '/staff/users/manager'],
        [boss, '/staff/users/delete']]) {
        const target = await referenceOf(boss, site, people.second.id);
        const answer = await force(page, site, address, target);
        equal([403, 404].includes(answer.status), true, `${address} on a doctor: ${answer.status}`);
    }
    await act({ page: boss, site, id: people.second.id, label: 'パスワード初期化', button: '初期化する', name: '1-reset' });
    equal(path(boss), '/staff/users', 'back in the list');
    await doctor.goto(`${site.url}/account/`);
    equal(path(doctor), '/signin/', 'the doctor was signed out');
    const again = await noticeOf(boss, site, people.second.id);
    await enterPassword(doctor, site, again.id, again.password);
    await proveKey(doctor, people.second.keyFile, people.second.passphrase).catch(() => {});
    await doctor.waitForURL('**/signin/password');
    await doctor.locator('#field-new_password').fill(`${chosen}2`);
    await doctor.locator('#field-new_password_again').fill(`${chosen}2`);
    await press(doctor, '登録');
    people.second.password = `${chosen}2`;
    proved('M11');

    await act({ page: doctor, site, id: people['clerk-plain'].id, label: '暗号化鍵再発行', button: '再発行する', name: '2-key' });
    holds(await doctor.getByText('これまでの暗号化鍵ファイルは使えません').isVisible(), 'the list says what follows');
    await screen(doctor, '2-key-done', 'M32');
});

/* ---- 3.3, 3.4, 3.5 ---------------------------------------------------------------------------------------------------- */

test('3.3: a 医療クラーク等 is deleted and signed out', async ({ site, open }) => {
    const clerk = await open();
    await comeIn(clerk, site, people['clerk-narrow']);
    const doctor = await open();
    await comeIn(doctor, site, people.second);
    await act({ page: doctor, site, id: people['clerk-narrow'].id, label: 'アカウント削除', button: '削除する', name: '3.3-delete' });
    holds(await doctor.getByText('削除しました').first().isVisible(), 'the list says so');
    await screen(doctor, '3.3-done', 'M03');
    await clerk.goto(`${site.url}/account/`);
    equal(path(clerk), '/signin/', 'signed out');
    await enterPassword(clerk, site, people['clerk-narrow'].id, chosen);
    equal(path(clerk), '/signin/', 'and no way back');
    await screen(clerk, '3.3-refused');
});

test('3.4: 責任者, 指定医 and 医療クラーク等 are locked and unlocked', async ({ site, open }) => {
    const pairs = [['first', 'second'], ['second', 'first'], ['clerk-default', 'second']];
    for (const [locked, helper] of pairs) {
        const page = await open();
        await comeIn(page, site, people[helper]);
        await lock(site, people[locked].id);
        const shutOut = await open();
        await enterPassword(shutOut, site, people[locked].id, people[locked].password);
        equal(path(shutOut), '/signin/', `${locked} is locked`);
        holds(await shutOut.getByText('アカウントがロックされています').first().isVisible(), 'the page names the lock as a possible cause');
        await screen(shutOut, `3.4-${locked}-refused`);
        const row = await search(page, site, people[locked].id);
        equal(await row.locator('[data-state=locked]').count(), 1, 'the list shows ロック中');
        await screen(page, `3.4-${locked}-locked`);
        await act({ page, site, id: people[locked].id, label: 'アカウントロック解除', button: '解除する', name: `3.4-${locked}` });
        holds(await page.getByText('アカウントロックを解除しました').isVisible(), 'the list says so');
        equal(await page.locator('tbody [data-state=active]').count(), 1, '利用中 again');
        await enter(shutOut, site, people[locked]);
    }
    proved('M04', 'M11', 'V15');
});

for (const context of ['default', 'narrow', 'plain'])
    test(`3.5: a 兼務先 is added and removed; nobody becomes 責任者 there (${context})`, async ({ site, open }) => {
        const page = await open(context);
        await enter(page, site, people.elsewhere);
        await page.goto(`${site.url}/account/self`);
        await page.getByRole('link', { name: '兼務先医療機関の登録' }).click();
        await page.waitForURL('**/account/affiliations');
        equal(await page.locator('.nsdb-menu [aria-current=page]').innerText(), '自アカウント管理', 'the menu shows where one is');
        await screen(page, '3.5-begin');
        await press(page, '検索');
        holds(await page.getByText('名称の一部、または番号を入力してください').isVisible(), 'a search for nothing asks for something');
        await page.getByLabel('医療機関の名称または番号').fill('ない名前の病院');
        await press(page, '検索');
        holds(await page.getByText('見つかりませんでした').isVisible(), 'nothing found');
        await screen(page, '3.5-none');
        await page.getByLabel('医療機関の名称または番号').fill('病院');
        await press(page, '検索');
        await press(page, '兼務先に追加');
        holds((await page.locator('#complaints').innerText()).includes('医療機関を選択してください'), 'one has to choose');
        await screen(page, '3.5-unchosen');
        await page.getByLabel('医療機関の名称または番号').fill(place.institution_name);
        await press(page, '検索');
        equal(await page.getByLabel(place.institution_name).isChecked(), true, 'the only one found is chosen');
        await page.getByLabel('部署').fill('非常勤外来');
        await screen(page, '3.5-found');
        await press(page, '兼務先に追加');
        holds(await page.getByText('兼務先医療機関を登録しました').isVisible(), 'added');
        const added = page.locator('tbody tr', { hasText: place.institution_name });
        holds((await added.innerText()).includes('兼務先') && (await added.innerText()).includes('非常勤外来'), 'it stands in the list');
        await screen(page, '3.5-added', 'M05');
        await page.goto(`${site.url}/account/affiliations?institution=${place.institution_code}`);
        holds(await page.getByText('登録済み').isVisible(), 'what is registered is not offered again');

        const boss = await open();
        await comeIn(boss, site, people.first);
        const row = await search(boss, site, people.elsewhere.id);
        holds((await row.innerText()).includes('兼務先'), 'the institution sees the 兼務先');
        equal((await steps(row)).includes('責任者にする'), false, 'and cannot make 責任者 of it');
        const reference = await referenceOf(boss, site, people.elsewhere.id);
        const answer = await boss.goto(`${site.url}/staff/users/manager?account=${reference}`);
        equal(path(boss), '/staff/users', `an address typed by hand leads back (${answer.status()})`);
        holds(await boss.getByText('兼務先の指定医は責任者に設定できません').isVisible(), 'and says why');
        await screen(boss, '1-secondary-refused', 'M13');
        equal((await force(boss, site, '/staff/users/manager', reference)).location.startsWith('/staff/users'), true, 'posted by hand neither');
        await boss.goto(`${site.url}/staff/users?kind=manager`);
        holds((await boss.locator('tbody').innerText()).includes(people.first.id), 'the 責任者 is the same');

        await page.goto(`${site.url}/account/affiliations`);
        const remove = page.locator('tbody tr', { hasText: place.institution_name }).getByRole('button', { name: '兼務先から外す' });
        await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), remove.click()]);
        equal(await page.locator('tbody tr', { hasText: place.institution_name }).count(), 0, 'removed');
        await screen(page, '3.5-removed', 'M05');
        await boss.goto(`${site.url}/staff/users?login_id=${people.elsewhere.id}`);
        equal(await boss.locator('tbody tr').count(), 0, 'the institution does not see the doctor any more');
    });

/* ---- 責任者 changes hands --------------------------------------------------------------------------------------------- */

test('3.1.1 (1)(a) 3: 責任者 → another 指定医 in [医療機関ユーザ検索]', async ({ site, open }) => {
    const old = await open();
    const next = await open();
    await comeIn(old, site, people.first);
    await comeIn(next, site, people.second);
    await follow(old, await search(old, site, people.second.id), '責任者にする');
    equal(await old.locator('h1').innerText(), '責任者の変更', 'name of the screen');
    equal(await old.getByText('まだ初期パスワードの状態です').count(), 0, 'who signs in already needs no warning');
    await screen(old, 'a3-change');
    await press(old, '変更する');
    equal(path(old), '/staff/users', 'back in the list');
    await old.goto(`${site.url}/staff/users?kind=manager`);
    equal(await old.locator('tbody tr').count(), 1, 'one 責任者');
    holds((await old.locator('tbody').innerText()).includes(people.second.id), 'it is the other 指定医');
    await screen(old, 'a3-changed', 'M12', 'M19');
    await old.goto(`${site.url}/staff/register`);
    equal(await old.getByLabel('責任者', { exact: true }).count(), 0, 'the former one registers no 責任者 any more');
    await next.goto(`${site.url}/staff/register`);
    equal(await next.getByLabel('責任者', { exact: true }).count(), 1, 'the new one does');

    /* What is left to a 難病指定医 who is not 責任者. */
    const clerk = people['clerk-default'].id;
    equal((await steps(await search(old, site, clerk))).join(), 'パスワード初期化,暗号化鍵再発行,アカウント削除', 'a 難病指定医 to a clerk');
    await lock(site, clerk);
    await act({ page: old, site, id: clerk, label: 'アカウントロック解除', button: '解除する', name: 'a3-unlock' });
    await act({ page: old, site, id: clerk, label: '暗号化鍵再発行', button: '再発行する', name: 'a3-key' });
    await act({ page: old, site, id: clerk, label: 'パスワード初期化', button: '初期化する', name: 'a3-reset' });
    equal(await old.locator('tbody [data-state=unissued]').count(), 1, 'the clerk is 未発行 again');
    await screen(old, 'a3-reset-done', 'M29', 'M30');
});

test('3.1.1 (1)(b) 1, 2 and (a) 4: 責任者 → a person of 情報システム部門', async ({ site, open }) => {
    const old = await open();
    await enter(old, site, people.second);
    const person = await registerUser(old, site, somebody('責任者', '山﨑'));
    await screen(old, 'b1-registered', 'M21', 'V08');
    await old.goto(`${site.url}/staff/register`);
    await fillPerson(old, somebody('責任者'));
    await press(old, '登録');
    holds((await old.locator('#complaints').innerText()).includes('初回ログイン前の責任者がすでに登録されています'), 'one expected 責任者 at a time');
    await screen(old, 'b1-second', 'M12');
    const row = await search(old, site, person.id);
    holds((await row.innerText()).includes('初回ログインで責任者になります'), 'the list tells when it takes effect');
    await screen(old, 'b2-search');
    const notice = await noticeOf(old, site, person.id);
    proved('M22');
    const next = await open();
    await begin({ page: next, site, name: 'boss', notice, look: check });
    await next.goto(`${site.url}/staff/register`);
    equal(await next.getByLabel('責任者', { exact: true }).count(), 1, 'the functions of 責任者 are open');
    await screen(next, 'b2-functions', 'M16', 'M23', 'M24');
    await old.goto(`${site.url}/account/`);
    equal(path(old), '/account/', 'a 指定医 who doubled as 責任者 keeps the account');
    equal(await old.locator('.nsdb-header').getByText('指定医（責任者）').count(), 0, 'and loses the role');
    await screen(old, 'a4-former', 'M20');
});

test('3.1.1 (1)(b) 3: 責任者 → 責任者, the former account is deleted and signed out', async ({ site, open }) => {
    const old = await open();
    await enter(old, site, people.boss);
    const person = await registerUser(old, site, somebody('責任者', '渡邉'));
    const notice = await noticeOf(old, site, person.id);
    const next = await open();
    await begin({ page: next, site, name: 'successor', notice });
    await old.goto(`${site.url}/staff/users`);
    equal(path(old), '/signin/', 'signed out at once');
    await screen(old, 'b3-out');
    await enterPassword(old, site, people.boss.id, people.boss.password);
    equal(path(old), '/signin/', 'the account is deleted');
    await next.goto(`${site.url}/staff/users`);
    equal(await next.locator('tbody tr', { hasText: people.boss.id }).count(), 0, 'and gone from the list');
    await screen(next, 'b3-successor', 'M12', 'M25');
});

test('whom to ask', async ({ site, open }) => {
    for (const context of ['default', 'narrow']) {
        const page = await open(context);
        await comeIn(page, site, people.first);
        const footer = await page.locator('.nsdb-footer').innerText();
        for (const text of ['難病・小慢データベース利用者お問い合わせ窓口', '電話', 'メール', '公共団体名', '公共団体コード', '医療機関名', '医療機関コード',
            place.institution_name, place.institution_code, 'メールにファイルを添付しないでください'])
            holds(footer.includes(text), `the footer says ${text}`);
        holds(/9時から(17時|午後5時)/.test(footer), `hours: ${footer}`);
        await screen(page, 'v-help', 'V16', 'V17', 'V18');
    }
});

/* ---- the list of sentences ---------------------------------------------------------------------------------------------- */

test('manual.md ticks what was shown, and nothing else', async () => {
    const rows = readFileSync(new URL('manual.md', import.meta.url), 'utf8').split('\n').filter((line) => /^\| [MV]\d\d /.test(line));
    const ticked = rows.filter((line) => line.includes('✔')).map((line) => line.slice(2, 5));
    holds(rows.length > 40, 'the list was read');
    equal(ticked.filter((sentence) => !done.has(sentence)).join(), '', 'ticked, but not shown');
    equal([...done].filter((sentence) => !ticked.includes(sentence)).sort().join(), '', 'shown, but not ticked');
});

await runTests();
