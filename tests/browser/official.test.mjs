/* 自治体, 厚労省 and operators: the first sign-in leads to 自アカウント管理, where password and key file come first; another
 * key file later asks for the password (A05, R-055). */
import { count, sql } from '../support/site.mjs';
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { download, enterPassword, path, press, proveKey, signIn, signOut } from './journey.mjs';

async function enrol({ page, site, check, account, password }) {
    await enterPassword(page, site, account.id, account.password);
    equal(path(page), '/account/self', 'page after the initial password');
    await check(page, 'official-1-password');
    await page.goto(`${site.url}/institution/users`);
    equal(path(page), '/account/self', 'nothing else opens yet');
    await page.locator('#field-new_password').fill(password);
    await page.locator('#field-new_password_again').fill(password);
    await press(page, 'パスワードを変更する');
    await press(page, '暗号化鍵ファイルを作る');
    await check(page, 'official-2-key');
    return takeKey(page, site);
}

/* The three steps: passphrase, file, registration. */
async function takeKey(page, site) {
    const keyFile = await download(page, page.getByRole('button', { name: '暗号化鍵ファイルをダウンロード' }));
    await page.goto(`${site.url}/account/self`);
    const passphrase = (await page.locator('.nsdb-passphrase, .nsdb-secret').first().innerText()).trim();
    await page.locator('#field-key_file').setInputFiles(keyFile);
    await page.locator('#field-passphrase').fill(passphrase);
    await press(page, '登録');
    return { keyFile, passphrase };
}

const triesOf = (id) => count(`SELECT COALESCE((SELECT g.failures FROM sign_in_guard g WHERE g.account_id = a.id), 0)
    + (SELECT COALESCE(SUM(b.failures), 0) FROM browser_key b WHERE b.account_id = a.id) FROM account a WHERE a.login_id = '${id}'`);

/* Another key while one is in force. */
async function replaceKey({ page, site, check, account, password }) {
    const tries = triesOf(account.id);
    await page.goto(`${site.url}/account/self`);
    equal(await page.getByRole('button', { name: '暗号化鍵ファイルを作る' }).count(), 0, 'no new key without more ado');
    await check(page, 'official-3-self');
    await page.getByRole('link', { name: '暗号化鍵ファイルを作り直す' }).click();
    await page.waitForURL('**/account/self/key');
    await check(page, 'official-4-another-key');
    for (const [typed, said, taken] of [['', '入力してください', 0], ['tooi-yama-no-kage', '現在のパスワードが違います', 1]]) {
        await page.locator('#field-current_password').fill(typed);
        await press(page, '暗号化鍵ファイルを作り直す');
        holds((await page.locator('#error-current_password').innerText()).includes(said), `${said}: told`);
        equal(triesOf(account.id), tries + taken, 'tries that it took');
    }
    await check(page, 'official-5-another-key-wrong');
    equal(await page.locator('.nsdb-passphrase').count(), 0, 'nothing was made');
    await page.locator('#field-current_password').fill(password);
    await press(page, '暗号化鍵ファイルを作り直す');
    equal(path(page), '/account/self', 'page after the right password');
    await check(page, 'official-6-another-key-made');
    return takeKey(page, site);
}

for (const [context, organisation] of [['default', '架空県'], ['plain', '例示市']])
    test(`first and second sign-in of 自治体職員 (${context})`, async ({ site, open, check }) => {
        const account = signInOf(site, '自治体職員', false, organisation);
        const password = 'aoi-tori-ga-3ba-iru';
        const page = await open(context);
        const { keyFile, passphrase } = await enrol({ page, site, check, account, password });
        await page.goto(`${site.url}/institution/users`);
        equal(path(page), '/institution/users', 'now the other screens open');
        await signOut(page);
        const elsewhere = await open(context);
        await enterPassword(elsewhere, site, account.id, password);
        await proveKey(elsewhere, keyFile, passphrase);
        equal(path(elsewhere), '/account/', 'second sign-in');
        holds(await elsewhere.getByText(organisation).first().isVisible(), 'the page names the organisation');

        const another = await replaceKey({ page: elsewhere, site, check, account, password });
        equal(path(elsewhere), '/account/', 'page after the registration');
        const third = await open(context);
        await enterPassword(third, site, account.id, password);
        await third.getByLabel('暗号化鍵ファイル').setInputFiles(keyFile);
        await third.getByLabel('パスフレーズ').fill(passphrase);
        await third.getByRole('button', { name: '確認', exact: true }).first().click();
        await third.getByText('本人確認ができませんでした').first().waitFor();
        await proveKey(third, another.keyFile, another.passphrase);
        equal(path(third), '/account/', 'the new key opens, the old one does not');
    });

test('the way of the first key makes no second one', async ({ site, open }) => {
    const account = signInOf(site, '自治体管理者', true);
    const page = await open();
    await enterPassword(page, site, account.id, account.password);
    await proveKey(page, account.keyFile, account.passphrase);
    await page.goto(`${site.url}/account/self/key`);
    await page.locator('form[action="/account/self/key"]').evaluate((form) => {
        form.querySelector('#field-current_password').remove();
        form.setAttribute('action', '/account/self/key/prepare');
    });
    const [answer] = await Promise.all([page.waitForResponse((got) => got.url().endsWith('/prepare')),
        page.getByRole('button', { name: '暗号化鍵ファイルを作り直す' }).click()]);
    equal(answer.status(), 409, 'refused');
    await page.goto(`${site.url}/account/self`);
    equal(await page.locator('.nsdb-passphrase').count(), 0, 'nothing was made');
});

test('a passphrase that was shown and not used is void after a day', async ({ site, open }) => {
    const account = signInOf(site, '自治体管理者', true);
    const page = await open('plain');
    await signIn(page, site, account);
    await page.goto(`${site.url}/account/self/key`);
    await page.locator('#field-current_password').fill(account.password);
    await press(page, '暗号化鍵ファイルを作り直す');
    equal(await page.locator('.nsdb-passphrase').count(), 1, 'it is shown');
    sql(`UPDATE first_signin f JOIN account a ON a.id = f.account_id SET f.key_expires_at = NOW(6) WHERE a.login_id = '${account.id}'`);
    const [answer] = await Promise.all([page.waitForResponse((got) => got.url().endsWith('/key/file')),
        page.getByRole('button', { name: '暗号化鍵ファイルをダウンロード' }).click()]);
    equal(answer.status(), 409, 'no file under it');
    await page.goto(`${site.url}/account/self`);
    equal(await page.locator('.nsdb-passphrase').count(), 0, 'it is not shown any more');
    const later = await open('plain');
    await signIn(later, site, account);
    await later.goto(`${site.url}/account/self/key`);
    equal(path(later), '/account/self/key', 'the key in force signs in as before, and another one can be begun anew');
});

for (const role of ['厚労省 一般ユーザ', '運用事業者 管理者ユーザ', 'システム運営主体 一般ユーザ', '自治体管理者'])
    test(`menu of ${role}`, async ({ site, open, check }) => {
        const account = signInOf(site, role, true);
        const page = await open();
        await enterPassword(page, site, account.id, account.password);
        await proveKey(page, account.keyFile, account.passphrase);
        equal(path(page), '/account/', 'page after the sign-in');
        await check(page, `menu-${account.role.replaceAll(' ', '-')}`);
        const answer = await page.request.get(`${site.url}/institution/register`);
        equal(answer.status(), role === '自治体管理者' ? 200 : 403, 'status of 医療機関ユーザ新規登録');
    });

for (const role of ['責任者', '医療クラーク等', '難病指定医', '指定医（難病と小慢の両方）'])
    test(`menu of ${role}`, async ({ site, open, check }) => {
        const account = signInOf(site, role, true);
        const page = await open();
        await enterPassword(page, site, account.id, account.password);
        await proveKey(page, account.keyFile, account.passphrase);
        await check(page, `menu-${role}`);
        await page.goto(`${site.url}/account/self`);
        await check(page, `self-${role}`);
        const answer = await page.request.get(`${site.url}/institution/users`);
        equal(answer.status(), 403, 'status of 医療機関ユーザ検索 of municipalities');
    });

test('the mails of the sample site', async ({ site, open, check }) => {
    const page = await open();
    await page.goto(`${site.url}/sample/mail`);
    await check(page, 'sample-mail');
});

await runTests();
