/* The whole job (issue "The main job, end to end"): the list that Excel saved, its check, the registration, the notices as
 * one PDF, a doctor's first sign-in with the key file from the mail, and the second sign-in; with and without JavaScript. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { csvOf, download, enterPassword, firstSignIn, newDoctor, noticesIn, path, pdfPages, pdfText, press, proveKey, signIn,
    signOut, upload, waitForJob } from './journey.mjs';

const names = [['𠮷野', 'ヨシノ'], ['髙橋', 'タカハシ'], ['山﨑', 'ヤマザキ'], ['葛󠄀城', 'カツラギ'], ['渡邉', 'ワタナベ'], ['齋藤', 'サイトウ']];

function list(count, values = {}) {
    return Array.from({ length: count }, (_, index) => {
        const [family_name, family_kana] = names[index % names.length];
        return newDoctor({ family_name, family_kana, ...values });
    });
}

for (const context of ['default', 'plain'])
    test(`一括登録, notices, 初回ログイン, second sign-in (${context})`, async ({ site, open, check }) => {
        const official = await open(context);
        await signIn(official, site, signInOf(site, '自治体職員', true, '見本県'));
        await official.goto(`${site.url}/institution/import`);
        await check(official, 'import');

        const doctors = list(12);
        await upload(official, site, { name: '見本県_指定医一覧.csv', content: csvOf(doctors) });
        await waitForJob(official);
        holds(await official.getByRole('heading', { name: '登録できます' }).isVisible(), 'the check found no problem');
        await check(official, 'import-checked');
        await press(official, '登録する');
        await waitForJob(official);
        holds(await official.getByRole('heading', { name: '登録しました' }).isVisible(), 'the file was registered');
        await check(official, 'import-done');

        await official.getByRole('link', { name: 'この取り込み分のIDを表示' }).click();
        await official.waitForLoadState('load');
        equal(await official.locator('tbody tr').count(), doctors.length, 'IDs of this file');
        await check(official, 'users-import');
        for (const box of await official.locator('tbody input[type=checkbox]').all())
            await box.check();
        const file = await download(official, official.getByRole('button', { name: 'IDパスワード通知書一括出力' }));
        const notices = noticesIn(pdfText(file)).filter(({ id, password }) => id && password);
        equal(notices.length, doctors.length, 'notices in the PDF');
        holds(pdfPages(file) > doctors.length, 'a cover sheet comes with them');
        equal(new Set(notices.map(({ id }) => id)).size, doctors.length, 'different IDs');
        if (context === 'plain')
            await official.reload();
        else
            await Promise.all([official.waitForNavigation({ waitUntil: 'load' }),
                official.getByRole('status').getByRole('link', { name: '発行状態の表示を新しくしてください' }).click()]);
        equal(await official.locator('tbody [data-state=issued]').count(), doctors.length, 'IDs that are 発行済 now');
        await signOut(official);

        const person = await open(context);
        const known = await firstSignIn({ page: person, site, check, notice: notices[0], address: `bulk-${context}-${Date.now()}@example.jp`,
            password: 'midori-no-kasa-ga-7hon', name: 'first-signin' });
        await person.goto(`${site.url}/account/`);
        await signOut(person);
        await enterPassword(person, site, known.id, known.password);
        if (context === 'plain')
            await proveKey(person, known.keyFile, known.passphrase);
        await person.waitForURL('**/account/');
    });

test('the search page after all this', async ({ site, open, check }) => {
    const staff = signInOf(site, '自治体職員', true, '見本県');
    for (const context of ['default', 'narrow', 'dark']) {
        const page = await open(context);
        await signIn(page, site, staff);
        for (const [address, name] of [['/account/', 'menu'], ['/account/self', 'self'], ['/institution/register', 'register'],
            ['/institution/import', 'import'], ['/institution/import/history', 'import-history'],
            ['/institution/users', 'users'], ['/institution/users?name=よしの', 'users-name'], ['/institution/users?state=locked', 'users-locked'],
            ['/institution/users?login_id=ZZZZZZZZZZZZ', 'users-none']]) {
            await page.goto(site.url + address);
            await check(page, name);
        }
        equal(path(page), '/institution/users', 'last page');
        await signOut(page);
    }
});

await runTests();
