/* Users of 自治体 and of 厚労省, 運用事業者, システム運営主体 in the hands of their administrators (R-012… ): registration,
 * notice, first sign-in, correction, reset, key reissue, deletion; and that nobody else gets there. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, enterPassword, fill, newOfficial, noticesIn, path, pdfPages, pdfText, press, proveKey, signIn,
    signOut } from './journey.mjs';

/* Registers somebody; the list then shows that one user. Gives ID and password from the notice. */
async function register({ page, site, check, base, person, name }) {
    await page.goto(`${site.url}${base}/register`);
    await check(page, `${name}-register`);
    await fill(page, person);
    await press(page, '登録');
    equal(path(page), `${base}/users`, 'page after 登録');
    holds(await page.getByText('登録が完了しました').isVisible(), 'the completion message');
    equal(await page.locator('tbody tr').count(), 1, 'users shown');
    equal(await page.locator('tbody [data-state=unissued]').count(), 1, 'it is 未発行');
    await check(page, `${name}-registered`);
    return printNotice(page);
}

async function printNotice(page) {
    const file = await download(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }));
    const [notice] = noticesIn(pdfText(file));
    equal(pdfPages(file), 1, 'pages of the notice');
    holds(notice?.id && notice.password, `ID and initial password can be read: ${notice?.text}`);
    return notice;
}

async function enrol({ page, site, notice, password }) {
    await enterPassword(page, site, notice.id, notice.password);
    equal(path(page), '/account/self', 'the first sign-in leads to 自アカウント管理');
    await page.locator('#field-new_password').fill(password);
    await page.locator('#field-new_password_again').fill(password);
    await press(page, 'パスワードを変更する');
    await press(page, '暗号化鍵ファイルを作る');
    const keyFile = await download(page, page.getByRole('button', { name: '暗号化鍵ファイルをダウンロード' }));
    await page.goto(`${site.url}/account/self`);
    const passphrase = (await page.locator('.nsdb-passphrase, .nsdb-secret').first().innerText()).trim();
    await page.locator('#field-key_file').setInputFiles(keyFile);
    await page.locator('#field-passphrase').fill(passphrase);
    await press(page, '登録');
    return { keyFile, passphrase };
}

async function openAction(page, site, base, id, label) {
    await page.goto(`${site.url}${base}/users?login_id=${id}`);
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('link', { name: label }).click()]);
}

const offices = [
    ['municipality', '/municipality', '自治体管理者', '見本県', 'default'],
    ['municipality-narrow', '/municipality', '自治体管理者', '架空県', 'narrow'],
    ['municipality-plain', '/municipality', '自治体管理者', '例示市', 'plain'],
    ['ministry', '/operator', '厚労省 管理者ユーザ', undefined, 'default'],
    ['contractor', '/operator', '運用事業者 管理者ユーザ', undefined, 'narrow'],
    ['operator', '/operator', 'システム運営主体 管理者ユーザ', undefined, 'plain'],
];

for (const [name, base, role, organisation, context] of offices)
    test(`the life of a user, ${role} (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await signIn(page, site, signInOf(site, role, true, organisation));
        await check(page, `${name}-menu`);
        const person = newOfficial();
        const notice = await register({ page, site, check, base, person, name });

        const user = await open(context);
        const password = 'midori-no-kaze-ga-88-fuku';
        const key = await enrol({ page: user, site, notice, password });
        await user.goto(`${site.url}/account/`);
        equal(path(user), '/account/', 'the menu opens after the key');
        equal((await user.request.get(`${site.url}${base}/users`)).status(), 403, 'others than administrators may not');
        equal(await user.getByRole('link', { name: /ユーザ検索/ }).filter({ hasText: /自治体|^ユーザ/ }).count(), 0, 'nor see it in the menu');

        await openAction(page, site, base, notice.id, '編集');
        await check(page, `${name}-edit`);
        await fill(page, { given_name: '', family_kana: 'kana' });
        await press(page, '訂正する');
        equal(await page.locator('#field-given_name').getAttribute('aria-invalid'), 'true', 'the empty name is marked');
        await check(page, `${name}-edit-complaints`);
        await fill(page, { given_name: '改名', family_kana: 'タカヨシ' });
        await press(page, '訂正する');
        holds(await page.getByText('髙𠮷　改名').first().isVisible(), 'the list shows the new name');

        await openAction(page, site, base, notice.id, 'パスワード初期化');
        await check(page, `${name}-reset`);
        await press(page, '初期化する');
        equal(await page.locator('tbody [data-state=unissued]').count(), 1, 'it is 未発行 again');
        const second = await printNotice(page);
        equal(second.id, notice.id, 'the ID stays');
        holds(second.password !== notice.password && second.text.includes('再発行'), 'a new password, marked 再発行');
        await user.goto(`${site.url}/account/`);
        equal(path(user), '/signin/', 'the session has ended');
        await enterPassword(user, site, notice.id, password);
        equal(path(user), '/signin/', 'the old password has died');
        await enterPassword(user, site, second.id, second.password);
        if (context === 'plain')
            await proveKey(user, key.keyFile, key.passphrase);
        await user.waitForURL('**/account/self');
        equal(path(user), '/account/self', 'the new one leads to 自アカウント管理');
        holds(await user.getByText('パスワードが初期化されました。').isVisible(), 'the page says why');
        holds(!await user.getByText('はじめてのログイン').isVisible(), 'and does not call it the first sign-in');
        await check(user, `${name}-reset-password`);
        await user.locator('#field-new_password').fill(`${password}-2`);
        await user.locator('#field-new_password_again').fill(`${password}-2`);
        await press(user, 'パスワードを変更する');
        equal(path(user), '/account/', 'the key stays: nothing else is asked for (R-059)');
        await page.goto(`${site.url}${base}/users?login_id=${notice.id}`);
        equal(await page.locator('tbody [data-state=active]').count(), 1, 'it is 利用中 again');
        await signOut(user);
        await enterPassword(user, site, notice.id, `${password}-2`);
        if (context === 'plain')
            await proveKey(user, key.keyFile, key.passphrase);
        await user.waitForURL('**/account/');

        await openAction(page, site, base, notice.id, '暗号化鍵再発行');
        await check(page, `${name}-key`);
        await press(page, '再発行する');
        await user.goto(`${site.url}/account/`);
        equal(path(user), '/signin/', 'the key is void: signed out');
        await enterPassword(user, site, notice.id, `${password}-2`);
        equal(path(user), '/account/self', 'a new key is registered in 自アカウント管理');
        holds(await user.getByText('暗号化鍵が無効になりました。').isVisible(), 'the page says why');
        await check(user, `${name}-new-key`);

        await openAction(page, site, base, notice.id, '削除');
        await check(page, `${name}-delete`);
        await press(page, '削除する');
        equal(path(page), `${base}/users`, 'back at the list');
        await page.goto(`${site.url}${base}/users?login_id=${notice.id}`);
        equal(await page.locator('tbody tr').count(), 0, 'nobody is found');
        await check(page, `${name}-empty`);
        await user.goto(`${site.url}/account/self`);
        equal(path(user), '/signin/', 'the deleted user is signed out');
        await signOut(page);
    });

test('a form that is sent twice registers one user', async ({ site, open }) => {
    const page = await open();
    await comeIn(page, site, signInOf(site, '自治体管理者', true, '見本県'));
    await page.goto(`${site.url}/municipality/register`);
    const person = newOfficial();
    await fill(page, person);
    const form = Object.fromEntries(await page.locator('form[action="/municipality/register"] input[name]').evaluateAll((all) =>
        all.map((input) => [input.name, input.value])));
    const places = [];
    for (let i = 0; i < 3; i++) {
        const answer = await page.request.post(`${site.url}/municipality/register`, { form, maxRedirects: 0, headers: { Origin: site.url } });
        equal(answer.status(), 303, `status of submission ${i + 1}`);
        places.push(answer.headers().location);
    }
    equal(new Set(places).size, 1, 'places that the answers lead to');
    await page.goto(`${site.url}/municipality/users?name=${encodeURIComponent(person.given_name)}`);
    equal(await page.locator('tbody tr').count(), 1, 'users registered');
});

test('自治体職員 cannot reach 自治体ユーザ', async ({ site, open }) => {
    const page = await open();
    await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
    equal(await page.getByRole('link', { name: /自治体ユーザ/ }).count(), 0, 'links to 自治体ユーザ');
    for (const place of ['register', 'users', 'users/edit?account=x', 'users/reset?account=x', 'users/delete?account=x'])
        equal((await page.request.get(`${site.url}/municipality/${place}`)).status(), 403, place);
});

test("another municipality's user does not exist", async ({ site, open }) => {
    const theirs = await open();
    await comeIn(theirs, site, signInOf(site, '自治体管理者', true, '見本県'));
    await theirs.goto(`${site.url}/municipality/users?kind=municipality_staff`);
    const links = await theirs.locator('tbody a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    holds(links.length > 2, 'there are users');
    const ours = await open();
    await comeIn(ours, site, signInOf(site, '自治体管理者', true, '架空県'));
    for (const link of links)
        equal((await ours.request.get(`${site.url}${link}`)).status(), 404, link);
    const ministry = await open();
    await comeIn(ministry, site, signInOf(site, '厚労省 管理者ユーザ', true));
    for (const link of links)
        equal((await ministry.request.get(`${site.url}${link.replace('/municipality', '/operator')}`)).status(), 404, link);
});

await runTests();
