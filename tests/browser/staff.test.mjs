/* Users of an institution in the hands of its 責任者 and doctors (R-059…R-069): a clerk from registration to the first
 * sign-in, パスワード初期化, 暗号化鍵再発行, unlock and deletion, and 責任者 changing hands. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { download, enterPassword, fillPerson, firstSignIn, noticesIn, path, pdfText, press, proveKey, signIn, signOut } from './journey.mjs';

let serial = Date.now() % 100000;
const first = 'midori-no-kasa-ga-7hon';
const second = 'kiiroi-kaban-ga-2tsu';

function somebody(kind) {
    serial += 1;
    return { kind, department: '医療連携室', family_name: '髙田', given_name: `職員${serial}`, family_kana: 'タカダ', given_kana: 'ショクイン' };
}

/* Registers somebody and reads ID and initial password off the screen. */
async function register({ page, site, check, kind, name }) {
    await page.goto(`${site.url}/staff/register`);
    await check(page, `${name}-register`);
    await press(page, '登録');
    equal(await page.locator('.nsdb-error-text').count() > 3, true, 'empty fields are complained about');
    await fillPerson(page, somebody(kind));
    await press(page, '登録');
    equal(path(page), '/staff/register/done', 'page after 登録');
    await check(page, `${name}-registered`);
    const [id, password] = await page.locator('dl.dads-description-list .nsdb-code').allInnerTexts();
    holds(/^[2-9A-Z]{12}$/.test(id) && password?.length >= 12, `ID and initial password are shown: ${id}`);
    await page.emulateMedia({ media: 'print' });
    equal(await page.locator('dl.dads-description-list .nsdb-code').count(), 2, 'both are on paper');
    equal(await page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }).isVisible(), false, 'buttons are not on paper');
    await page.emulateMedia({ media: 'screen' });
    return { id, password: password.replace(/[ -]/g, '') };
}

async function find(page, site, id) {
    await page.goto(`${site.url}/staff/users?login_id=${id}`);
    equal(await page.locator('tbody tr').count(), 1, `rows for ${id}`);
    const more = page.locator('details.nsdb-more');
    if (await more.count() > 0)
        await more.evaluate((element) => { element.open = true; }).catch(() => {});
}

/* Opens the page of an 操作, looks at it and presses its button. */
async function act({ page, site, check, id, label, button, name }) {
    await find(page, site, id);
    const link = await page.getByRole('link', { name: label, includeHidden: true }).first().getAttribute('href');
    await page.goto(site.url + link);
    await check(page, name);
    await press(page, button);
}

/* A 責任者 whom an earlier run registered and who never signed in. */
async function forgetExpected({ page, site, check }) {
    await page.goto(`${site.url}/staff/users?kind=manager`);
    const row = page.locator('tbody tr', { hasText: '初回ログインで責任者になります' });
    if (await row.count() > 0)
        await act({ page, site, check, id: await row.locator('.nsdb-code').innerText(), label: 'アカウント削除', button: '削除する', name: 'staff-delete' });
}

for (const context of ['default', 'narrow'])
    test(`a clerk from registration to deletion (${context})`, async ({ site, open, check }) => {
        const boss = signInOf(site, '責任者', true);
        const page = await open(context);
        await signIn(page, site, boss);
        const shown = await register({ page, site, check, kind: '医療クラーク等', name: 'staff' });
        await page.goto(`${site.url}/staff/users`);
        await check(page, 'staff-users');
        await find(page, site, shown.id);
        equal(await page.locator('tbody [data-state=unissued]').count(), 1, 'the clerk is 未発行');
        const file = await download(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }));
        const [notice] = noticesIn(pdfText(file));
        equal(notice.id, shown.id, 'ID on the notice');
        equal(notice.password, shown.password, 'initial password on the notice');

        const clerk = await open(context);
        const address = `staff-${context}-${Date.now()}@example.jp`;
        const known = await firstSignIn({ page: clerk, site, check, notice, address, password: first, name: 'staff-first' });
        await clerk.goto(`${site.url}/account/`);
        equal((await clerk.request.get(`${site.url}/staff/users`)).status(), 403, 'a clerk manages nobody');

        /* signed out, a new initial password, the old key, a new password and nothing else. */
        await act({ page, site, check, id: known.id, label: 'パスワード初期化', button: '初期化する', name: 'staff-reset' });
        await clerk.goto(`${site.url}/account/`);
        equal(path(clerk), '/signin/', 'the clerk was signed out');
        const [again] = noticesIn(pdfText(await download(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }))));
        holds(again.password !== notice.password && /発行番号\s*2|再発行/.test(again.text), 'the second slip');
        const elsewhere = await open('plain');
        await enterPassword(elsewhere, site, known.id, again.password);
        equal(path(elsewhere), '/signin/proof', 'the key is asked for');
        await proveKey(elsewhere, known.keyFile, known.passphrase);
        equal(path(elsewhere), '/signin/password', 'a new password comes first');
        await check(elsewhere, 'staff-new-password');
        await elsewhere.goto(`${site.url}/account/`);
        equal(path(elsewhere), '/signin/password', 'nothing else opens');
        await elsewhere.locator('#field-new_password').fill(second);
        await elsewhere.locator('#field-new_password_again').fill(second);
        await press(elsewhere, '登録');
        equal(path(elsewhere), '/signin/done', '利用中 again');

        /* 暗号化鍵再発行: mail and key again, no question, no password. */
        await act({ page, site, check, id: known.id, label: '暗号化鍵再発行', button: '再発行する', name: 'staff-key' });
        await elsewhere.goto(`${site.url}/account/`);
        equal(path(elsewhere), '/signin/', 'signed out again');
        await enterPassword(elsewhere, site, known.id, second);
        equal(path(elsewhere), '/signin/mail', 'mail address first');
        equal(await elsewhere.getByText('秘密の質問').count(), 0, 'no question is asked');

        await act({ page, site, check, id: known.id, label: 'アカウント削除', button: '削除する', name: 'staff-delete' });
        equal(path(page), '/staff/users', 'page after the deletion');
        await enterPassword(elsewhere, site, known.id, second);
        equal(path(elsewhere), '/signin/', 'a deleted account signs in no more');
        await signOut(page);
    });

test('責任者 changes hands: the successor signs in for the first time, the predecessor is signed out', async ({ site, open, check }) => {
    const boss = signInOf(site, '責任者', true);
    const old = await open();
    await signIn(old, site, boss);
    await forgetExpected({ page: old, site, check });
    const notice = await register({ page: old, site, check, kind: '責任者', name: 'staff-manager' });
    await old.goto(`${site.url}/staff/register`);
    await fillPerson(old, somebody('責任者'));
    await press(old, '登録');
    holds(await old.getByText('初回ログイン前の責任者がすでに登録されています').first().isVisible(), 'one expected 責任者 at a time');
    const next = await open();
    await enterPassword(next, site, notice.id, notice.password);
    equal((await next.request.get(`${site.url}/staff/users`)).url().includes('/staff/users'), false, 'not 責任者 yet');
    await press(next, 'ログアウト');
    const address = `manager-${Date.now()}@example.jp`;
    await firstSignIn({ page: next, site, check, notice, address, password: first, name: 'staff-manager-first' });
    await old.goto(`${site.url}/staff/users`);
    equal(path(old), '/signin/', 'the old browser is signed out');
    await next.goto(`${site.url}/staff/users?kind=manager`);
    equal(await next.locator('tbody tr').count(), 1, 'one 責任者');
    holds((await next.locator('tbody tr').innerText()).includes(notice.id), 'it is the successor');

    /* to a doctor at once; the person who is no doctor goes. */
    await next.goto(`${site.url}/staff/users?kind=doctor&state=unissued`);
    const link = await next.getByRole('link', { name: '責任者にする', includeHidden: true }).first().getAttribute('href');
    await next.goto(site.url + link);
    holds(await next.getByText('新しい責任者は、まだ初期パスワードの状態です').isVisible(), 'a warning: nobody could act until then');
    await check(next, 'staff-change');
    await press(next, '変更する');
    holds(await next.getByText('あなたのアカウントは削除され').isVisible(), 'the page says what happened');
    await check(next, 'staff-change-left');
    await next.goto(`${site.url}/staff/users`);
    equal(path(next), '/signin/', 'signed out');
});

test('the municipality resets a 責任者 and a doctor, and nobody else sees them', async ({ site, open, check }) => {
    for (const context of ['default', 'narrow']) {
        const page = await open(context);
        await signIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
        await page.goto(`${site.url}/institution/users`);
        const link = await page.getByRole('link', { name: '医療機関の責任者', includeHidden: true }).first().getAttribute('href');
        const reset = await page.getByRole('link', { name: 'パスワード初期化', includeHidden: true }).first().getAttribute('href');
        await page.goto(site.url + link);
        await check(page, 'institution-manager');
        await page.goto(site.url + reset);
        await check(page, 'institution-reset');
        await press(page, '初期化する');
        equal(path(page), '/institution/users', 'page after the reset');
        equal(await page.locator('tbody [data-state=unissued]').count(), 1, 'it is 未発行');
        const other = await open();
        await signIn(other, site, signInOf(site, '自治体職員', true, '架空県'));
        equal((await other.request.get(site.url + reset)).status(), 404, "another municipality's doctor does not exist");
        equal((await other.request.get(site.url + link)).status(), 404, "another municipality's institution does not exist");
    }
});

await runTests();
