/* 自アカウント管理 (R-005, R-015, R-056…R-058) of every kind of user: what each sees, and what a person changes of the own account. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, enterPassword, path, press, signIn } from './journey.mjs';

const doctors = ['難病指定医（責任者を兼ねる）', '協力難病指定医', '小児慢性特定疾病指定医', '指定医（難病と小慢の両方）'];
const institutions = [...doctors, '責任者', '医療クラーク等'];
const officials = ['自治体管理者', '自治体職員', '厚労省 一般ユーザ', '運用事業者 一般ユーザ', 'システム運営主体 一般ユーザ'];

for (const context of ['default', 'narrow'])
    for (const role of [...institutions, ...officials])
        test(`自アカウント管理 of ${role} (${context})`, async ({ site, open, check }) => {
            const page = await open(context);
            await (context === 'default' ? signIn : comeIn)(page, site, signInOf(site, role, true));
            for (const [address, opens] of [['/account/self', true], ['/account/self/profile', !doctors.includes(role)],
                ['/account/self/mail', institutions.includes(role)], ['/account/self/key', officials.includes(role)], ['/account/self/secret', institutions.includes(role)],
                ['/account/affiliations', doctors.includes(role)]]) {
                const answer = await page.goto(site.url + address);
                equal(answer.status(), opens ? 200 : 404, `status of ${address}`);
                if (opens)
                    await check(page, `account-${role.replaceAll(' ', '-')}-${address.split('/').pop()}`);
            }
        });

async function rename(page, site, given) {
    await page.goto(`${site.url}/account/self/profile`);
    const before = await page.locator('#field-given_name').inputValue();
    await page.locator('#field-given_name').fill(given);
    await press(page, '訂正する');
    return before;
}

for (const [context, role] of [['default', '医療クラーク等'], ['plain', '自治体職員']])
    test(`${role} corrects what is registered (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        const elsewhere = await open(context);
        await signIn(page, site, signInOf(site, role, true));
        await signIn(elsewhere, site, signInOf(site, role, true));
        await page.goto(`${site.url}/account/self/profile`);
        for (const [name, token] of [['family_name', 'family-name'], ['given_name', 'given-name'], ['family_kana', 'off'],
            ['telephone', 'tel'], ['mail', 'email']])
            equal(await page.locator(`#field-${name}`).getAttribute('autocomplete'), token, `what a browser may fill into ${name}`);
        await rename(page, site, '');
        equal(await page.locator('#field-given_name').getAttribute('aria-invalid'), 'true', 'an empty name is marked');
        await check(page, 'account-profile-empty');
        await elsewhere.goto(`${site.url}/account/self/profile`);
        const before = await rename(page, site, '訂正');
        equal(path(page), '/account/self', 'page after the correction');
        holds(await page.locator('.nsdb-header').getByText('訂正').isVisible(), 'the header shows the new name');
        await press(elsewhere, '訂正する');
        holds(await elsewhere.getByText('この画面を開いたあとに、登録内容が訂正されました').first().isVisible(), 'who came second is told');
        await check(elsewhere, 'account-profile-second');
        equal(await rename(page, site, before), '訂正', 'the first correction stands');
    });

test('a person changes 秘密の質問 after the password', async ({ site, open, check }) => {
    const account = signInOf(site, '医療クラーク等', true);
    const page = await open();
    await signIn(page, site, account);
    await page.goto(`${site.url}/account/self`);
    await page.locator('a[href="/account/self/secret"]').click();
    await page.waitForURL('**/account/self/secret');
    await press(page, '変更する');
    equal(await page.locator('#complaints li').count(), 3, 'three complaints about empty items');
    await check(page, 'account-secret-empty');
    const choose = async (password) => {
        await page.getByLabel('現在のパスワード').fill(password);
        await page.getByLabel('秘密の質問').selectOption({ index: 3 });
        await page.getByLabel('答え').fill('さくらがおか');
        await press(page, '変更する');
    };
    await choose('not the password');
    holds(await page.getByText('現在のパスワードが違います').first().isVisible(), 'the wrong password is told');
    await check(page, 'account-secret-wrong');
    await choose(account.password);
    equal(path(page), '/account/self', 'page after the change');
    holds(await page.getByText('変更を保存しました').first().isVisible(), 'it says so');
});

test('a new password ends the other sessions; a browser that is forgotten proves its key as a new one', async ({ site, open, check }) => {
    const account = signInOf(site, '医療クラーク等', true);
    const page = await open();
    const other = await open();
    await signIn(page, site, account);
    await signIn(other, site, account);
    const change = async (current, next, again = next) => {
        await page.goto(`${site.url}/account/self`);
        await page.getByLabel('現在のパスワード').fill(current);
        await page.locator('#field-new_password').fill(next);
        await page.locator('#field-new_password_again').fill(again);
        await press(page, 'パスワードを変更する');
    };
    await change(account.password, 'short', 'other');
    holds((await page.locator('#complaints').innerText()).includes('8文字以上'), 'the length that holds is told');
    await check(page, 'account-password-wrong');
    await page.goto(`${site.url}/account/self`);
    equal(await page.getByRole('button', { name: 'ログアウトさせる' }).count() > 0, true, 'the other session is listed');
    await check(page, 'account-sessions');
    await change(account.password, 'hoshi to tsuki to umi');
    holds(await page.getByText('パスワードを変更しました').first().isVisible(), 'it says so');
    await other.goto(`${site.url}/account/`);
    equal(path(other), '/signin/', 'the other session has ended');
    await change('hoshi to tsuki to umi', account.password);

    await page.goto(`${site.url}/account/self`);
    const own = page.locator('section[aria-labelledby=browsers] tbody tr', { hasText: 'このブラウザ' });
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), own.getByRole('button', { name: '一覧から消す' }).click()]);
    holds(await page.getByText('一覧から消しました').first().isVisible(), 'it says so');
    await press(page, 'ログアウト');
    await enterPassword(page, site, account.id, account.password);
    await page.waitForURL('**/account/');
    await page.goto(`${site.url}/account/self`);
    equal(await own.count(), 1, 'the key that the browser holds lets the person in, and the list shows it anew');
});

test('a doctor of both schemes switches between them', async ({ site, open, check }) => {
    const page = await open();
    await signIn(page, site, signInOf(site, '指定医（難病と小慢の両方）', true));
    for (const [from, to] of [['難病', '小慢'], ['小慢', '難病']]) {
        equal(await page.locator('.nsdb-header [data-type=scheme]').innerText(), from, 'scheme in the header');
        await press(page, `${to}に切り替える`);
        equal(await page.locator('.nsdb-header [data-type=scheme]').innerText(), to, 'scheme after the switch');
        await check(page, `account-scheme-${to}`);
    }
});

await runTests();
