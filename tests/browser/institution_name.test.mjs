/* 医療機関名の訂正: a slip in the name of a new institution is met in 個別登録, corrected beside it, and gone from list and notice
 * (R-029, R-037). */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { download, fillDoctor, newDoctor, noticesIn, path, pdfText, press, signIn } from './journey.mjs';

let serial = Math.floor(Date.now() / 1000) % 900000;

for (const context of ['default', 'narrow', 'plain'])
    test(`a wrong name is corrected (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await signIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
        serial += 1;
        const institution_code = `982${String(serial).padStart(6, '0')}0`;
        const [wrong, right] = [`第${serial}病員`, `第${serial}病院`];
        await fillDoctor(page, site, newDoctor({ institution_code, institution_name: wrong }));
        await press(page, '登録');
        await download(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }));

        await fillDoctor(page, site, newDoctor({ institution_code, institution_name: right }));
        await press(page, '登録');
        await check(page, 'institution-name-asked');
        const [beside] = await Promise.all([page.context().waitForEvent('page'),
            page.getByRole('link', { name: '医療機関名の訂正（別のタブで開きます）' }).click()]);
        beside.nsdb = page.nsdb;
        await beside.waitForLoadState('load');
        equal(await beside.locator('#field-institution_name').inputValue(), right, 'the name that was typed');
        holds((await beside.locator('main').innerText()).includes('うち出力済みの通知書 1通'), 'the page says what to print again');
        await check(beside, 'institution-name');
        await beside.locator('#field-institution_name').fill(wrong);
        await press(beside, '訂正する');
        holds((await beside.title()).startsWith('エラー：'), 'the same name is no correction');
        await check(beside, 'institution-name-same');
        await beside.locator('#field-institution_name').fill(right);
        await press(beside, '訂正する');
        equal(path(beside), '/institution/users', 'page after the correction');
        equal(await beside.locator('tbody').getByText('通知書を出力し直してください').count(), 1, 'notices to print again');
        await check(beside, 'institution-name-corrected');
        const again = await download(beside, beside.getByRole('button', { name: /^IDパスワード通知書ダウンロード/ }).first());
        holds(noticesIn(pdfText(again))[0].text.includes(right), 'the notice shows the right name');

        await press(page, '登録');
        equal(path(page), '/institution/register/done', 'the form beside it goes on without a question');
        await page.getByRole('link', { name: '一覧で見る' }).click();
        await page.getByRole('link', { name: /^編集/ }).first().click();
        await page.waitForURL('**/edit?**');
        await check(page, 'edit-institution-name');
        await page.getByRole('link', { name: '医療機関名の訂正' }).click();
        await page.waitForURL('**/institution/users/institution?**');
        equal(await page.locator('#field-institution_name').inputValue(), right, 'the name as it is');
    });

await runTests();
