/* 移管の依頼: one municipality asks, the issuer refuses and then approves; the doctor keeps the login, is signed out
 * at once, is told by mail and registers mail and key again. */
import { equal, holds, mailTo, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, enterPassword, fillDoctor, firstSignIn, newDoctor, noticesIn, path, pdfText, press } from './journey.mjs';

async function ask(page, site, doctor, check) {
    await fillDoctor(page, site, doctor);
    await press(page, '登録');
    await check(page, 'transfer-offered');
    await press(page, '移管を依頼する');
    equal(path(page), '/institution/transfers', 'page after the request');
}

async function decideOn(page, site, doctor) {
    await page.goto(`${site.url}/institution/transfers`);
    const row = page.locator('tr', { hasText: doctor.designation_number.replace(/^T/, 'U') });
    await Promise.all([page.waitForURL('**/decide?**'), row.getByRole('link', { name: '承認・却下' }).first().click()]);
}

for (const context of ['default', 'narrow', 'plain'])
    test(`a designation moves to another municipality (${context})`, async ({ site, open, check }) => {
        const doctor = newDoctor();
        const wanted = { ...doctor, designation_number: doctor.designation_number.replace(/^T/, 'U') };
        const issuer = await open(context);
        await comeIn(issuer, site, signInOf(site, '自治体職員', true, '見本県'));
        await fillDoctor(issuer, site, doctor);
        await press(issuer, '登録');
        const [notice] = noticesIn(pdfText(await download(issuer, issuer.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }))));
        const person = await open('default');
        const address = `moved-${context}-${Date.now()}@example.jp`;
        const known = await firstSignIn({ page: person, site, check: async () => {}, notice, address,
            password: 'kiiroi-densha-no-yume-42', name: 'transfer' });
        await person.goto(`${site.url}/account/`);
        equal(path(person), '/account/', 'the doctor is signed in');

        const asker = await open(context);
        await comeIn(asker, site, signInOf(site, '自治体職員', true, '例示市'));
        await ask(asker, site, wanted, check);
        await check(asker, 'transfers-sent');

        await issuer.goto(`${site.url}/account/`);
        holds(await issuer.getByText(/移管の依頼が\d+件届いています/).isVisible(), 'the menu tells that a request waits');
        await check(issuer, 'transfer-menu');
        await Promise.all([issuer.waitForURL('**/institution/transfers'), issuer.getByRole('link', { name: '承認・却下する' }).click()]);
        await decideOn(issuer, site, doctor);
        await check(issuer, 'transfer-decide');
        await press(issuer, '移管を承認する');
        holds((await issuer.title()).startsWith('エラー：'), 'a confirmation is asked for');
        await issuer.locator('#field-reason').fill('書類が届いていません');
        await press(issuer, '却下する');
        await check(issuer, 'transfers-received');
        await asker.goto(`${site.url}/institution/transfers`);
        holds(await asker.getByText('書類が届いていません').first().isVisible(), 'who asked reads the reason');

        await ask(asker, site, wanted, check);
        await decideOn(issuer, site, doctor);
        const withdrawn = asker.locator('tr', { hasText: wanted.designation_number });
        equal(await withdrawn.getByRole('button', { name: '取り下げる' }).count(), 1, 'the open request can be withdrawn');
        const since = Date.now();
        await issuer.locator('#field-confirmed').check();
        await press(issuer, '移管を承認する');
        holds(await issuer.getByText('移管を承認しました').first().isVisible(), 'the issuer is told');

        await press(asker, /^取り下げる/, withdrawn).catch(() => {});
        holds((await asker.title()).startsWith('エラー：'), 'who withdraws too late is told');
        await check(asker, 'transfer-late');
        await asker.goto(`${site.url}/institution/users?login_id=${known.id}`);
        equal(await asker.locator('tbody tr').count(), 1, 'the ID is the new issuer\'s');
        await issuer.goto(`${site.url}/institution/users?login_id=${known.id}`);
        equal(await issuer.locator('tbody tr').count(), 0, 'and not the old one\'s');

        await person.goto(`${site.url}/account/`);
        equal(path(person), '/signin/', 'the doctor is signed out at once');
        const mail = await mailTo(site, address, since);
        holds(mail, 'and is told by mail');
        await enterPassword(person, site, known.id, known.password);
        equal(path(person), '/signin/mail', 'mail and key are registered again, with the same ID and password');
    });

await runTests();
